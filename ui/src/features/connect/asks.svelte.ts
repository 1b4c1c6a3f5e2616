/**
 * What sign-ins need of the person while they go on: one question at a time, the oldest first. What
 * is typed lives here only until it is sent or the question is gone.
 */
import { call, faultOf, stream } from "../../lib/backend/backend";
import type { AskAnswer, AskView, Fault } from "../../lib/backend/contract";

export class Asks {
  #open = $state.raw<AskView[]>([]);
  code = $state("");
  keys = $state({ access_key: "", secret_key: "", session_token: "" });
  fault = $state.raw<Fault | null>(null);

  /** The question to show. */
  get shown(): AskView | null {
    return this.#open[0] ?? null;
  }

  /** What was typed is enough to be sent. */
  get complete(): boolean {
    if (this.shown?.needed.kind === "code") return /^\d{6,8}$/.test(this.code.replaceAll(" ", ""));
    if (this.shown?.needed.kind === "browser") return true;
    return this.keys.access_key.trim() !== "" && this.keys.secret_key.trim() !== "";
  }

  async watch(): Promise<void> {
    await call("watch_asks", { asks: stream((open: AskView[]) => this.#tell(open)) });
  }

  async send(): Promise<void> {
    const kind = this.shown?.needed.kind;
    if (!kind || !this.complete) return;
    if (kind === "browser") return this.openPage();
    if (kind === "code") await this.#answer({ kind, code: this.code.replaceAll(" ", "") });
    else await this.#answer({ kind, ...$state.snapshot(this.keys) });
  }

  /** Opens the page on which the person approves; the answer comes from there. */
  async openPage(): Promise<void> {
    const asked = this.shown;
    if (!asked) return;
    this.fault = null;
    try {
      await call("open_sign_in_page", { ask: asked.id });
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  /** The browser is on another computer: a code to type there is asked for. */
  async elsewhere(): Promise<void> {
    await this.#answer({ kind: "elsewhere" });
  }

  async decline(): Promise<void> {
    await this.#answer({ kind: "no" });
  }

  async #answer(answer: AskAnswer): Promise<void> {
    const asked = this.shown;
    if (!asked) return;
    this.fault = null;
    try {
      await call("answer_ask", { ask: asked.id, answer });
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  #tell(open: AskView[]): void {
    const before = this.shown?.id;
    this.#open = open;
    if (this.shown?.id === before) return;
    this.code = "";
    this.keys = { access_key: "", secret_key: "", session_token: "" };
    this.fault = null;
  }
}
