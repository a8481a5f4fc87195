// A field for Markdown: CodeMirror in a shadow root, where it adopts its style sheets. Its looks are the window's, in light
// and dark, because they are made of the window's custom properties.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { element } from "../../page/dom.ts";

export interface CodeEditorOptions {
  label: string;
  /** BCP 47, for the spelling. */
  language: string;
  source: string;
  typed: (text: string) => void;
  /** Ctrl+Enter or Escape. */
  done: () => void;
}

const THEME = {
  "&": { color: "var(--ink)", fontSize: "0.9375rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", overflow: "visible" },
  ".cm-content": { padding: "0", caretColor: "var(--press)" },
  ".cm-line": { padding: "0" },
};

export class CodeEditor {
  readonly root = element("div", { class: "source-text" });
  readonly #view: EditorView;
  #isSetting = false;

  constructor({ label, language, source, typed, done }: CodeEditorOptions) {
    const shadow = this.root.attachShadow({ mode: "open" });
    const finish = (): boolean => {
      done();
      return true;
    };
    this.#view = new EditorView({
      root: shadow,
      parent: shadow,
      state: EditorState.create({
        doc: source,
        selection: { anchor: source.length },
        extensions: [
          history(),
          keymap.of([
            { key: "Mod-Enter", run: finish },
            { key: "Escape", run: finish },
            ...historyKeymap,
            ...defaultKeymap,
          ]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "true", lang: language }),
          EditorView.theme(THEME),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !this.#isSetting) typed(update.state.doc.toString());
          }),
        ],
      }),
    });
    // Single letters are text here, not orders to the window; what CodeMirror has no use for goes on: an undo beyond the
    // first key, F6.
    this.root.addEventListener("keydown", (event) => {
      if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) event.stopPropagation();
    });
  }

  focus(): void {
    this.#view.focus();
  }

  /** Show another text, without telling that it was typed. */
  set(source: string): void {
    const { doc, selection } = this.#view.state;
    this.#isSetting = true;
    this.#view.dispatch({
      changes: { from: 0, to: doc.length, insert: source },
      selection: { anchor: Math.min(selection.main.head, source.length) },
    });
    this.#isSetting = false;
  }

  destroy(): void {
    this.#view.destroy();
  }
}
