/**
 * A saved connection on its way to another program: which one, how it will look with marks for the
 * secrets, and what became of copying or saving it. The secret itself never comes here.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type { ConnectionView, ExportPreview, ExportShape, Fault } from "../../lib/backend/contract";
import { say } from "../../lib/words";

const shapes = [
  "connection_file",
  "rclone",
  "rclone_nuvolos",
  "aws_profile",
  "shell",
  "power_shell",
  "dot_env",
] as const satisfies ExportShape[];

export class Exporting {
  readonly connection: ConnectionView;
  readonly shapes: ExportShape[];
  shape = $state<ExportShape>("connection_file");
  preview = $state.raw<ExportPreview | null>(null);
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);
  /** Says what was done last. */
  #done = $state.raw<(() => string) | null>(null);
  #turn = 0;

  constructor(connection: ConnectionView) {
    this.connection = connection;
    // Nuvolos mounts buckets of AWS.
    this.shapes = shapes.filter((each) => each !== "rclone_nuvolos" || connection.provider === "aws");
  }

  /** What was done last, for the person to read. */
  get done(): string {
    return this.#done?.() ?? "";
  }

  async show(shape: ExportShape): Promise<void> {
    const turn = ++this.#turn;
    this.#done = null;
    Object.assign(this, { shape, fault: null });
    try {
      const preview = await call("preview_export", { connection: this.connection.id, shape });
      if (turn === this.#turn) this.preview = preview;
    } catch (caught) {
      if (turn === this.#turn) Object.assign(this, { preview: null, fault: faultOf(caught) });
    }
  }

  copy(): Promise<void> {
    return this.#hand(async (asked) => {
      await call("copy_export", asked);
      return () => say("connect-export-copied");
    });
  }

  save(): Promise<void> {
    return this.#hand(async (asked) => {
      const name = await call("save_export", asked);
      return name === null ? null : () => say("connect-export-saved", { name });
    });
  }

  async #hand(
    out: (asked: { connection: string; shape: ExportShape }) => Promise<(() => string) | null>,
  ): Promise<void> {
    if (this.busy) return;
    this.#done = null;
    Object.assign(this, { busy: true, fault: null });
    try {
      this.#done = await out({ connection: this.connection.id, shape: this.shape });
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }
}
