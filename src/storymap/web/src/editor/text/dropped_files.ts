// Files that are dropped on the window, or chosen by a button: pictures go into the text where they fall, context and
// street tiles become the story's.

import { element } from "../../page/dom.ts";
import type { DroppedState } from "../../preview/contract.ts";
import { ApiError } from "../api.ts";
import type { EditorContext } from "../context.ts";
import { blockName } from "./block_name.ts";
import { askPicture } from "./picture_form.ts";

const PICTURES = "image/*";
const ALL = `${PICTURES},.geojson,.json,.kml,.kmz,.gpx,.gpkg,.pmtiles,.zip`;
/** Milliseconds: a pointer that leaves the window says nothing, but over the window it never rests so long. */
const GONE = 300;

export interface DroppedFilesOptions {
  /** The block at a point of the frame's window. */
  blockAt: (x: number, y: number) => Promise<number | null>;
}

export class DroppedFiles {
  /** Lies over the frame while a file is over the window: a frame would take it for itself. */
  readonly root: HTMLElement;
  #timer = 0;

  constructor(
    private readonly context: EditorContext,
    private readonly options: DroppedFilesOptions,
  ) {
    this.root = element("div", { class: "drop-cover" }, element("p", {}, context.words.say("dropHere")));
    this.root.hidden = true;
    for (const type of ["dragenter", "dragover"] as const) addEventListener(type, (event) => this.#over(event));
    addEventListener("drop", (event) => this.#drop(event));
  }

  /** A file is over the framed page: the cover takes it from there. */
  cover(): void {
    this.root.hidden = false;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.root.hidden = true;
    }, GONE);
  }

  /** Choose a file by the system's own dialog; a picture goes after the block, or to the end. */
  choose(block: number | null, isPicture: boolean): void {
    const input = element("input", { type: "file", accept: isPicture ? PICTURES : ALL });
    input.addEventListener("change", () => {
      const [file] = input.files ?? [];
      if (file) void this.#take(file, block);
    });
    input.click();
  }

  #over(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes("Files") || event.defaultPrevented) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    if (this.context.state().story) this.cover();
  }

  #drop(event: DragEvent): void {
    const [file] = event.dataTransfer?.files ?? [];
    if (event.defaultPrevented || !file) return;
    event.preventDefault();
    this.root.hidden = true;
    if (!this.context.state().story) return;
    const { left, top } = this.context.frame.offset();
    void this.options.blockAt(event.clientX - left, event.clientY - top).then((block) => this.#take(file, block));
  }

  async #take(file: File, block: number | null): Promise<void> {
    const { words } = this.context;
    let dropped: DroppedState;
    try {
      dropped = (await this.context.post("drop", file, file.name)) as DroppedState;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.context.say(error.message || words.say("notConnected"));
      return;
    }
    const { kind, number, name } = dropped;
    if (kind === "picture") await this.#picture(file, number, block);
    else if (kind === "context" || kind === "tiles") {
      const answer = await this.context.run({ command: `add-${kind}`, dropped: number });
      if (answer.ok) this.context.say(words.say(`dropped.${kind}`, { name }));
    } else this.context.say(words.say("droppedUnused", { name }));
  }

  async #picture(file: File, dropped: number, at: number | null): Promise<void> {
    const { words } = this.context;
    const { blocks, story } = this.context.state();
    if (!story?.can_edit) {
      this.context.say(words.say("cannotEdit", { article: story?.article ?? "" }));
      return;
    }
    const last = blocks[blocks.length - 1]?.block ?? 0;
    const block = at ?? last;
    const where = words.say("pictureAfter", { name: blockName(blocks, block, words) });
    const picture = await askPicture(this.context, { title: words.say("addPicture"), where, file });
    if (!picture) return;
    const answer = await this.context.run({ command: "add-picture", dropped, block, ...picture });
    if (answer.ok) this.context.say(words.say("pictureAdded"));
  }
}
