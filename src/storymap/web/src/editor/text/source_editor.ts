// A block's source, edited in place: it lies over the block and goes with it; on a phone it is a sheet at the foot of the
// window. What is typed is saved after a pause, and when one leaves.

import { element } from "../../page/dom.ts";
import type { EditorState } from "../../preview/contract.ts";
import { ApiError } from "../api.ts";
import type { EditorContext } from "../context.ts";
import { button } from "../dom.ts";
import { blockName } from "./block_name.ts";
import { BlockSitting } from "./block_sitting.ts";
import { CodeEditor } from "./code_editor.ts";
import { type Box, inWindow, isInSight } from "./overlay_spot.ts";

/** Milliseconds without a key: several at once are one save, and the page follows while one writes. */
const PAUSE = 40;
const NARROW = "(max-width: 719px)";
/** Of the source's own frame around its text. */
const FRAME = 9;

export interface SourceEditorOptions {
  block: number;
  source: string;
  closed: (isByKey: boolean) => void;
  /** Wait until the window knows what an answer speaks of. */
  arrived: (revision: number) => Promise<void>;
  showView: (block: number) => void;
  addPicture: (block: number) => void;
}

export class SourceEditor {
  readonly root: HTMLElement;
  readonly block: number;
  readonly #code: CodeEditor;
  readonly #sitting: BlockSitting;
  /** Names the sitting: its saves are one step of the history. */
  readonly #number: number;
  readonly #note = element("p", { class: "source-note", role: "status" });
  readonly #discard: HTMLButtonElement;
  readonly #narrow = matchMedia(NARROW);
  readonly #size = new ResizeObserver(() => this.#follow());
  #timer = 0;
  #saves: Promise<void> = Promise.resolve();
  #article: string;
  #isClosed = false;
  #box: Box | null = null;

  constructor(
    private readonly context: EditorContext,
    private readonly options: SourceEditorOptions,
  ) {
    const { words } = context;
    const state = context.state();
    this.block = options.block;
    this.#number = state.revision;
    this.#article = state.digests["article"] ?? "";
    this.#sitting = new BlockSitting(options.source);
    const name = blockName(state.blocks, options.block, words);
    this.#code = new CodeEditor({
      label: words.say("sourceLabel", { name }),
      language: state.story?.language ?? "",
      source: options.source,
      typed: (text) => this.#typed(text),
      done: () => void this.close(true),
    });
    this.#discard = button(words.say("sourceDiscard"), () => this.#end(true));
    this.#discard.hidden = true;
    this.root = element(
      "section",
      { class: "source", "aria-label": words.say("sourceTitle", { name }) },
      this.#code.root,
      element("div", { class: "source-foot" }, this.#note, ...this.#tools()),
    );
    this.root.addEventListener("focusout", () => setTimeout(() => this.#left()));
    // As long as no box is known, it is out of sight, but for a sheet.
    this.root.classList.add("is-waiting");
    (context.frame.element.parentElement ?? document.body).append(this.root);
    this.#size.observe(this.root);
    this.#code.focus();
    this.#tell();
  }

  /** Save what was typed, and close; it stays open where that could not be written. */
  async close(isByKey: boolean): Promise<void> {
    await this.#save(true);
    if (this.#isClosed) return;
    if (this.#sitting.isSaved) this.#end(isByKey);
    else this.#discard.hidden = false;
  }

  /** Where the block is now, in the frame. */
  place(box: readonly [number, number, number, number]): void {
    const room = this.context.frame.offset();
    this.#box = inWindow(box, room);
    this.root.classList.remove("is-waiting");
    this.root.classList.toggle("is-sheet", this.#narrow.matches);
    const { style } = this.root;
    if (this.#narrow.matches) {
      style.cssText = "";
      return;
    }
    const { left, top, right } = this.#box;
    style.left = `${Math.max(room.left, left - FRAME)}px`;
    style.top = `${top - FRAME}px`;
    style.width = `${Math.min(right, room.right) - Math.max(room.left, left) + 2 * FRAME}px`;
    this.#clip(room);
  }

  /** There is a newer state: the block may have been changed elsewhere, or an undo took back what was written. */
  async update(state: EditorState): Promise<void> {
    const article = state.digests["article"] ?? "";
    if (article === this.#article) return;
    this.#article = article;
    if (!this.#sitting.isSaved) return;
    const source = await blockSource(this.context, this.block);
    if (this.#isClosed || article !== this.#article) return;
    if (source === null) {
      this.context.say(this.context.words.say("blockGone"));
      this.#end(false);
    } else if (this.#sitting.changed(source)) this.#code.set(source);
  }

  #tools(): HTMLElement[] {
    const { words } = this.context;
    const { block, showView, addPicture } = this.options;
    const then = async (next: (block: number) => void): Promise<void> => {
      await this.close(false);
      if (this.#isClosed) next(block);
    };
    return [
      this.#discard,
      button(words.say("sourceView"), () => then(showView), { look: "quiet" }),
      button(words.say("sourcePicture"), () => then(addPicture), { look: "quiet" }),
      button(words.say("sourceTakeOut"), () => this.#takeOut(), { look: "quiet" }),
      button(words.say("done"), () => this.close(true), { look: "plain", key: "Esc" }),
    ];
  }

  #takeOut(): Promise<void> {
    this.#sitting.typed("");
    return this.close(false);
  }

  #typed(text: string): void {
    this.#sitting.typed(text);
    this.#discard.hidden = true;
    this.#tell();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#save(false), PAUSE);
  }

  /** Save until there is nothing to save, one after the other. */
  #save(isDone: boolean): Promise<void> {
    clearTimeout(this.#timer);
    this.#saves = this.#saves.then(() => this.#saveAll(isDone));
    return this.#saves;
  }

  async #saveAll(isDone: boolean): Promise<void> {
    for (let saving = this.#sitting.next(isDone); saving; saving = this.#sitting.next(isDone)) {
      await this.#write(saving.before, saving.source);
    }
    this.#tell();
  }

  async #write(before: string, source: string): Promise<void> {
    const { block } = this.options;
    this.#tell();
    const answer = await this.context.run({ command: "set-block", block, before, source, sitting: this.#number });
    if (answer.ok) await this.options.arrived(answer.revision);
    this.#sitting.answered(answer.ok);
    if (answer.ok && !source.trim()) {
      this.context.say(this.context.words.say("blockTakenOut"));
      this.#end(false);
    }
    // Both versions stand under the bar now: what was typed is kept there.
    if (answer.conflict) this.#end(false);
    if (answer.problem) this.#tell([answer.problem.what, answer.problem.remedy].filter(Boolean).join(" · "));
  }

  #tell(problem = ""): void {
    const { words } = this.context;
    this.root.classList.toggle("is-refused", problem !== "");
    if (problem || !this.root.classList.contains("is-refused"))
      this.#note.textContent = problem || words.say(this.#sitting.isSaved ? "saved" : "saving");
  }

  /** The focus went elsewhere: into another program, or to another part of the window. */
  #left(): void {
    if (this.#isClosed || this.root.contains(document.activeElement)) return;
    if (document.hasFocus()) void this.close(false);
    else void this.#save(false);
  }

  #end(isByKey: boolean): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#size.disconnect();
    this.context.frame.send({ do: "follow", block: null, height: 0 });
    this.root.remove();
    this.#code.destroy();
    this.options.closed(isByKey);
  }

  /** Have the page make room, and say where the block is. */
  #follow(): void {
    if (this.#isClosed) return;
    const height = this.#narrow.matches ? 0 : Math.max(0, Math.round(this.root.offsetHeight - 2 * FRAME));
    this.context.frame.send({ do: "follow", block: this.block, height });
    if (this.#box && !this.#narrow.matches) this.#clip(this.context.frame.offset());
  }

  /** What was scrolled out of the frame is out of sight. */
  #clip(room: DOMRect): void {
    const own = this.root.getBoundingClientRect();
    const over = Math.max(0, room.top - own.top);
    const under = Math.max(0, own.bottom - room.bottom);
    this.root.style.clipPath = over || under ? `inset(${over}px -9px ${under}px)` : "";
    this.root.classList.toggle("is-away", !isInSight(own, room));
  }
}

/** The source of a block; null where there is none any more. */
export async function blockSource(context: EditorContext, block: number): Promise<string | null> {
  try {
    const { source } = (await context.get(`block?block=${block}`)) as { source: string };
    return source;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return null;
  }
}
