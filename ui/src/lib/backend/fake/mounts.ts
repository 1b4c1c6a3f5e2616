/** Mounted folders in memory. */
import type { Commands, MountsView, MountView, Readiness } from "../contract";
import { gone, refuse } from "./faults";

type Args<K extends keyof Commands> = Commands[K]["args"];

export class FakeMounts {
  ready: Readiness = { rclone: "1.75.2", carries: true, how: null };
  mounts: MountView[] = [];
  #next = 1;

  list = (): MountsView => ({ ready: this.ready, mounts: this.mounts });

  mount({ wanted }: Args<"mount_bucket">): MountView {
    if (this.ready.how !== null) refuse({ ...gone("program"), code: "mount_not_ready" });
    const view: MountView = {
      ...wanted,
      id: `mount-${this.#next++}`,
      name: wanted.connection,
      folder: wanted.bucket ?? "all",
      state: "mounted",
      unsent: 0,
      elsewhere: null,
      held: null,
    };
    this.mounts = [...this.mounts, view];
    return view;
  }

  unmount({ mount, anyway }: Args<"unmount_bucket">): MountsView {
    const one = this.mounts.find(({ id }) => id === mount) ?? refuse(gone("mounted folder"));
    if (one.unsent !== 0 && !anyway) refuse({ ...gone("file"), code: "mount_unsent" });
    this.mounts = this.mounts.filter(({ id }) => id !== mount);
    return this.list();
  }
}
