/**
 * The editor that shows text, made for reading. It lives in a shadow root: there it adopts its
 * styles through the object model, which the content policy allows; in the page it would write a
 * style element.
 */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { say } from "../../../../lib/words";
import { lineEnd } from "./encode";
import { highlighter, type Language } from "./languages";
import type { Canvas } from "./text.svelte";
import looks from "./editor.css?inline";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword, tags.atom, tags.bool], color: "var(--accent)" },
  { tag: [tags.string, tags.special(tags.string), tags.regexp, tags.inserted], color: "var(--good-ink)" },
  { tag: [tags.number, tags.null, tags.literal, tags.escape], color: "var(--warn-ink)" },
  { tag: [tags.comment, tags.meta, tags.processingInstruction], color: "var(--ink-2)", fontStyle: "italic" },
  {
    tag: [tags.propertyName, tags.attributeName, tags.definition(tags.propertyName)],
    color: "var(--accent)",
  },
  { tag: [tags.typeName, tags.className, tags.tagName, tags.heading, tags.strong], fontWeight: "600" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: [tags.invalid, tags.deleted], color: "var(--bad-ink)" },
]);

/* eslint-disable page/words -- the names that the editor has for its words */
/** The words that the editor's own parts show and read out. */
function phrases(): Record<string, string> {
  return {
    Find: say("look-text-find"),
    next: say("look-text-find-next-button"),
    previous: say("look-text-find-previous-button"),
    all: say("look-text-find-all-button"),
    "match case": say("look-text-match-case"),
    "by word": say("look-text-by-word"),
    regexp: say("look-text-regexp"),
    close: say("look-text-find-close-button"),
    "current match": say("look-text-current-match"),
    "on line": say("look-text-on-line"),
    "Go to line": say("look-text-go-to-line"),
    go: say("look-text-go-button"),
    "Control character": say("look-text-control-character"),
  };
}
/* eslint-enable page/words */

const reading: Extension = [
  EditorState.readOnly.of(true),
  EditorView.contentAttributes.of({ "aria-readonly": "true" }),
  EditorState.lineSeparator.of("\n"),
];

export class Editor implements Canvas {
  private readonly view: EditorView;
  private readonly wrapping = new Compartment();
  private readonly language = new Compartment();
  private readonly fixed: Extension;
  private wrapped: boolean;
  private coloured: Extension = [];
  private wanted: Language | null = null;
  /** What makes it a text to be read, or to be written in. */
  private use: Extension;

  constructor(host: HTMLElement, label: string, wrap: boolean) {
    this.wrapped = wrap;
    this.use = reading;
    this.fixed = [
      // Text that is longer than its place is scrolled by keys: it is a stop of Tab.
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
      EditorState.phrases.of(phrases()),
      lineNumbers(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      drawSelection({ cursorBlinkRate: 0 }),
      search({ top: true }),
      highlightSelectionMatches(),
      syntaxHighlighting(colours),
      keymap.of([...searchKeymap, ...defaultKeymap]),
      // A highlighter that chokes on what it is given leaves the text without colours.
      EditorView.exceptionSink.of(() => undefined),
    ];
    const root = host.attachShadow({ mode: "open" });
    this.view = new EditorView({ state: this.fresh(""), parent: root, root });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(looks);
    // After the editor's own, so that it decides.
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }

  show(text: string): void {
    this.use = reading;
    this.view.setState(this.fresh(text));
  }

  /**
   * To be written in, from now on; `wrote` is told of each change, and how to read what there is.
   */
  edit(text: string, { wrote, save }: { wrote: (words: () => string) => void; save: () => void }): void {
    const end = lineEnd(text);
    this.use = [
      // Lines that end in several ways keep what is no plain end as a letter.
      end === null ? EditorState.lineSeparator.of("\n") : [],
      history(),
      keymap.of([{ key: "Mod-s", preventDefault: true, run: () => (save(), true) }, ...historyKeymap]),
      EditorView.updateListener.of(({ docChanged, state: { doc } }) => {
        if (docChanged) wrote(() => doc.sliceString(0, doc.length, end ?? "\n"));
      }),
    ];
    this.view.setState(this.fresh(text));
    this.view.focus();
  }

  /** Takes back what was written, as one step that can be undone. */
  replace(text: string): void {
    const { state } = this.view;
    this.view.dispatch({ changes: { from: 0, to: state.doc.length, insert: state.toText(text) } });
  }

  append(text: string): void {
    this.view.dispatch({ changes: { from: this.view.state.doc.length, insert: text } });
  }

  wrap(on: boolean): void {
    this.wrapped = on;
    this.view.dispatch({ effects: this.wrapping.reconfigure(on ? EditorView.lineWrapping : []) });
  }

  /** Null takes the colours away. */
  async colour(language: Language | null): Promise<void> {
    this.wanted = language;
    const found = language ? await highlighter(language) : [];
    if (this.wanted !== language) return;
    this.coloured = found;
    this.view.dispatch({ effects: this.language.reconfigure(found) });
  }

  find(): void {
    openSearchPanel(this.view);
  }

  close(): void {
    this.view.destroy();
  }

  private fresh(doc: string): EditorState {
    return EditorState.create({
      doc,
      extensions: [
        this.fixed,
        this.use,
        this.wrapping.of(this.wrapped ? EditorView.lineWrapping : []),
        this.language.of(this.coloured),
      ],
    });
  }
}
