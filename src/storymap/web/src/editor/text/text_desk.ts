// Editing the text: what the framed page asks for by its messages, and what the desk opens.

import type { EditorState } from "../../preview/contract.ts";
import type { EditorContext, FrameMessage } from "../context.ts";
import { DroppedFiles } from "./dropped_files.ts";
import { Fields } from "./fields.ts";
import { askPicture } from "./picture_form.ts";
import { pictureOf, withPicture } from "./picture_source.ts";
import { WordsActions } from "./selected_words.ts";
import { SelectionBar } from "./selection_bar.ts";
import { blockSource, SourceEditor } from "./source_editor.ts";
import { ViewTool } from "./view_tool.ts";

/** Milliseconds. */
const LONGEST_WAIT = 3_000;
const PICTURES: readonly string[] = ["image", "recording"];
const LEADING: Readonly<Record<string, string>> = { kicker: "kicker", headline: "title", standfirst: "standfirst" };

export class TextDesk {
  readonly #bar: SelectionBar;
  readonly #view: ViewTool;
  readonly #fields: Fields;
  readonly #files: DroppedFiles;
  #source: SourceEditor | null = null;
  /** Of those that wait for a state, the revision and what to do. */
  #waiting: [number, () => void][] = [];
  #asked: ((block: number | null) => void) | null = null;

  constructor(private readonly context: EditorContext) {
    const actions = new WordsActions(context, (revision) => this.#arrived(revision));
    this.#bar = new SelectionBar(context, { actions, showView: (words) => void this.#view.open(words) });
    this.#view = new ViewTool(context, (revision) => this.#arrived(revision));
    this.#fields = new Fields(context, () => this.#files.choose(null, false));
    this.#files = new DroppedFiles(context, { blockAt: (x, y) => this.#blockAt(x, y) });
    // Over the frame, not in it: the frame's own children are pages.
    context.frame.element.parentElement?.append(this.#view.root, this.#files.root);
    context.frame.heard((message) => this.#hear(message));
    context.onState((state) => this.#update(state));
  }

  openFields(field: string): void {
    this.#fields.open(field);
  }

  /** Edit a block: its text, what is said of a picture, or the field that it is. */
  async openBlock(block: number): Promise<void> {
    const found = this.context.state().blocks.find((one) => one.block === block);
    const field = found && LEADING[found.kind];
    if (field) this.openFields(field);
    else if (found && PICTURES.includes(found.kind)) await this.openPicture(block);
    else await this.openText(block);
  }

  async openText(block: number): Promise<void> {
    if (this.#source?.block === block) return;
    await this.#source?.close(false);
    if (this.#source || !this.#isEditable(block)) return;
    this.context.frame.send({ do: "block", block });
    const source = await blockSource(this.context, block);
    if (source === null || this.#source) return;
    this.#bar.hide();
    this.#source = new SourceEditor(this.context, {
      block,
      source,
      closed: (isByKey) => {
        this.#source = null;
        if (isByKey) this.#focusPage();
      },
      arrived: (revision) => this.#arrived(revision),
      showView: (at) => void this.#view.open({ block: at }),
      addPicture: (at) => this.#files.choose(at, true),
    });
  }

  /** What is said of a picture that is there. */
  async openPicture(block: number): Promise<void> {
    if (!this.#isEditable(block)) return;
    this.context.frame.send({ do: "block", block });
    const { words } = this.context;
    const before = await blockSource(this.context, block);
    const picture = before === null ? null : pictureOf(before);
    if (before === null || !picture) return this.openText(block);
    const described = await askPicture(this.context, { title: words.say("describePicture"), picture });
    if (!described) return;
    const source = withPicture(before, described);
    if (source !== before) await this.context.run({ command: "set-block", block, before, source });
  }

  /** Whether a block can be edited; if not, it is told why. */
  #isEditable(block: number): boolean {
    const { blocks, story } = this.context.state();
    const { words } = this.context;
    const isEditable = blocks.find((one) => one.block === block)?.is_editable === true;
    if (!isEditable) {
      const key = story?.can_edit ? "cannotEditBlock" : "cannotEdit";
      this.context.say(words.say(key, { article: story?.article ?? "" }));
    }
    return isEditable;
  }

  #hear(message: FrameMessage): boolean {
    switch (message.say) {
      case "at":
        if (this.#source?.block === message.block) this.#source.place(message.box);
        return true;
      case "block":
        void this.#open(message.block, message.what);
        return true;
      case "words":
        if (message.end > message.start) this.#bar.show(message, message.box, "", message.by_key);
        else this.#bar.leave();
        return true;
      case "picked":
        this.#pick(message);
        return false;
      case "view":
        return this.#view.took(message.lat, message.lon, message.zoom);
      case "point":
        this.#asked?.(message.block);
        return true;
      case "files":
        this.#files.cover();
        return true;
      case "key":
        return message.key === "escape" && this.#escape();
      default:
        return false;
    }
  }

  async #open(block: number, what: "text" | "view" | "title" | "standfirst" | "byline"): Promise<void> {
    if (what === "view") {
      await this.#source?.close(false);
      if (this.context.state().story?.can_mark) await this.#view.open({ block });
      else
        this.context.say(this.context.words.say("cannotView", { article: this.context.state().story?.article ?? "" }));
    } else if (what === "text") await this.openBlock(block);
    else this.openFields(what);
  }

  /** A mark in the text: what it means can be changed where it stands. */
  #pick({ place_id, block, start, end, box, by_key }: Extract<FrameMessage, { say: "picked" }>): void {
    const place = this.context.state().places.find((one) => one.place_id === place_id);
    const sentence = place?.sentences.find((one) => one.block === block && one.start === start && one.end === end);
    if (block === null || !box || !sentence) {
      this.#bar.hide();
      return;
    }
    // By the keyboard one goes on to the place itself.
    if (!by_key) this.#bar.show({ block, start, end, text: sentence.name }, box, place_id);
  }

  #escape(): boolean {
    if (this.#bar.isOpen) this.#bar.hide();
    else if (this.#view.isOpen) this.#view.close();
    else return false;
    return true;
  }

  #update(state: EditorState): void {
    void this.#source?.update(state);
    this.#fields.update(state.fields);
    if (this.#view.isOpen) void this.#view.refresh();
    const due = this.#waiting.filter(([revision]) => revision <= state.revision);
    this.#waiting = this.#waiting.filter(([revision]) => revision > state.revision);
    for (const [, then] of due) then();
  }

  /**
   * Wait until the window knows what a command has made of the files. What is made from that would meet it as somebody
   * else's change if it were sent before.
   */
  #arrived(revision: number): Promise<void> {
    if (this.context.state().revision >= revision) return Promise.resolve();
    return new Promise((then) => {
      this.#waiting.push([revision, then]);
      setTimeout(then, LONGEST_WAIT);
    });
  }

  #blockAt(x: number, y: number): Promise<number | null> {
    this.#asked?.(null);
    return new Promise((found) => {
      this.#asked = (block) => {
        clearTimeout(timer);
        this.#asked = null;
        found(block);
      };
      // A page that is being loaded does not answer: then it goes to the end.
      const timer = setTimeout(() => this.#asked?.(null), 500);
      this.context.frame.send({ do: "point", x, y });
    });
  }

  #focusPage(): void {
    this.context.frame.element.querySelector("iframe")?.focus();
  }
}

const desks = new WeakMap<EditorContext, TextDesk>();

/** The one of a window. */
export function textDesk(context: EditorContext): TextDesk {
  const made = desks.get(context) ?? new TextDesk(context);
  desks.set(context, made);
  return made;
}
