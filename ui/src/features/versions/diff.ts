/**
 * Two texts beside each other, line by line, with what is unchanged folded. As the text viewer's
 * editor it lives in a shadow root, where it adopts its styles through the object model, which the
 * content policy allows.
 */
import { defaultKeymap } from "@codemirror/commands";
import { MergeView } from "@codemirror/merge";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { say } from "../../lib/words";
import looks from "../look/viewers/text/editor.css?inline";
import ours from "./diff.css?inline";

/** How long differences are looked for before larger pieces count as changed, ms. */
const patience = 1_500;

export interface Side {
  text: string;
  /** What a screen reader calls it. */
  label: string;
}

export class Diff {
  readonly #view: MergeView;

  constructor(host: HTMLElement, older: Side, newer: Side) {
    const root = host.attachShadow({ mode: "open" });
    this.#view = new MergeView({
      a: { doc: older.text, extensions: fixed(older.label) },
      b: { doc: newer.text, extensions: fixed(newer.label) },
      parent: root,
      root,
      gutter: true,
      highlightChanges: true,
      collapseUnchanged: { margin: 3, minSize: 6 },
      diffConfig: { scanLimit: 2_000, timeout: patience },
    });
    const sheets = [looks, ours].map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
    // After the editor's own, so that they decide.
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets];
  }

  /** How many places differ. */
  get changes(): number {
    return this.#view.chunks.length;
  }

  close(): void {
    this.#view.destroy();
  }
}

function fixed(label: string): Extension {
  return [
    EditorState.readOnly.of(true),
    EditorView.contentAttributes.of({ "aria-label": label, "aria-readonly": "true", tabindex: "0" }),
    // eslint-disable-next-line page/words -- the name that the editor has for its words
    EditorState.phrases.of({ "$ unchanged lines": say("versions-compare-unchanged", { count: "$" }) }),
    EditorState.lineSeparator.of("\n"),
    EditorView.lineWrapping,
    lineNumbers(),
    highlightSpecialChars(),
    keymap.of(defaultKeymap),
    EditorView.exceptionSink.of(() => undefined),
  ];
}
