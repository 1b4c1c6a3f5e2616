/**
 * A saved connection on its way to another program: which one, how it will look with marks for the secrets, and
 * what became of copying or saving it. The secret itself never comes here.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type { ConnectionView, ExportPreview, ExportShape, Fault } from "../../lib/backend/contract";

interface Shape {
  id: ExportShape;
  label: string;
  /** Where the text belongs. */
  help: string;
}

const shapes: Shape[] = [
  {
    id: "connection_file",
    label: "Connection file for a colleague’s Bucketwise",
    help: "It has no secret. Whoever opens it finds the form filled in and is asked for the secret alone.",
  },
  {
    id: "rclone",
    label: "rclone",
    help: "Belongs into rclone.conf; “rclone config file” says where that is.",
  },
  {
    id: "rclone_nuvolos",
    label: "rclone in Nuvolos",
    help: "Belongs into ~/.config/rclone/rclone.conf. The two keys go into the Nuvolos secret store, not into this file.",
  },
  { id: "aws_profile", label: "AWS profile", help: "Belongs into ~/.aws/config." },
  { id: "shell", label: "Linux and macOS shell", help: "Lines to run in a terminal before other commands." },
  { id: "power_shell", label: "PowerShell", help: "Lines to run in PowerShell before other commands." },
  { id: "dot_env", label: ".env file", help: "For programs that read their settings from such a file." },
];

export class Exporting {
  readonly connection: ConnectionView;
  readonly shapes: Shape[];
  shape = $state<ExportShape>("connection_file");
  preview = $state.raw<ExportPreview | null>(null);
  fault = $state.raw<Fault | null>(null);
  /** What was done last, for the person to read. */
  done = $state("");
  busy = $state(false);
  #turn = 0;

  constructor(connection: ConnectionView) {
    this.connection = connection;
    // Nuvolos mounts buckets of AWS.
    this.shapes = shapes.filter((each) => each.id !== "rclone_nuvolos" || connection.provider === "aws");
  }

  get help(): string {
    return this.shapes.find((each) => each.id === this.shape)?.help ?? "";
  }

  async show(shape: ExportShape): Promise<void> {
    const turn = ++this.#turn;
    Object.assign(this, { shape, done: "", fault: null });
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
      return "Copied to the clipboard";
    });
  }

  save(): Promise<void> {
    return this.#hand(async (asked) => {
      const name = await call("save_export", asked);
      return name === null ? "" : `Saved as “${name}”`;
    });
  }

  async #hand(out: (asked: { connection: string; shape: ExportShape }) => Promise<string>): Promise<void> {
    if (this.busy) return;
    Object.assign(this, { busy: true, done: "", fault: null });
    try {
      this.done = await out({ connection: this.connection.id, shape: this.shape });
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }
}
