// A name in the text, a symbol of the map or an entry of the list that is picked: the window is told, and no card opens.

import type { Selection } from "../places/selection.ts";
import { BlockText } from "./block_text.ts";
import { type Box, boxOf, type Tools } from "./tools.ts";

interface Mark {
  block: number | null;
  start: number;
  end: number;
  box: Box | null;
}

export class Picking {
  /** Whether the pick came by key: the browser sends a click without a pointer for Enter. */
  #isByKey = false;

  constructor(
    private readonly tools: Tools,
    selection: Selection,
    private readonly isBusy: () => boolean,
  ) {
    for (const [type, isByKey] of [
      ["keydown", true],
      ["pointerdown", false],
    ] as const) {
      window.addEventListener(type, () => (this.#isByKey = isByKey), { capture: true, passive: true });
    }
    // All ways to a place go through this door: names, symbols, clusters, hints at the edge, the list, and keys.
    selection.open = (placeId, from, markId): void => this.#pick(placeId, from, markId);
    // The press that ends a selection of words picks nothing, and a name is no link to be dragged away.
    document.addEventListener("click", (event) => this.#guard(event), { capture: true });
    document.addEventListener("dragstart", (event) => event.preventDefault());
  }

  #guard(event: MouseEvent): void {
    // A press on what lies on the map draws, whatever it is.
    const { target } = event;
    const onMap = target instanceof Element && target.closest(".leaflet-container") !== null;
    if (onMap && this.isBusy() && !target.closest(".leaflet-control, .working-vertex")) event.stopPropagation();
    else this.#guardText(event);
  }

  #guardText(event: MouseEvent): void {
    const name = event.target instanceof Element ? event.target.closest("a, .mention") : null;
    const isChosen = event.detail > 0 && getSelection()?.isCollapsed === false;
    if (!name?.closest(".story-head, .article")) return;
    const linked = name.closest("a");
    // An author's link leads out of the editor: here it is text, as everything.
    if (!isChosen && linked?.matches("a.place, .note-link, .note-back")) return;
    event.preventDefault();
    if (isChosen) event.stopPropagation();
    const mention = isChosen ? null : (event.target as Element).closest<HTMLElement>(".mention[data-place]");
    if (mention) this.#pick(mention.dataset["place"] ?? "", mention, mention.id);
  }

  #pick(placeId: string, from: HTMLElement | null, markId: string | undefined): void {
    if (this.isBusy()) return;
    const mark = markId === undefined ? null : document.getElementById(markId);
    const found = (mark && this.#mark(mark)) ?? { block: null, start: 0, end: 0, box: boxAt(from) };
    this.tools.channel.say({
      say: "picked",
      place_id: placeId,
      ...found,
      ...(this.#isByKey ? { by_key: true } : {}),
    });
  }

  /** Where a mark stands in the article. One that crosses other markup is in several pieces. */
  #mark(mark: HTMLElement): Mark | null {
    const at = this.tools.blocks.of(mark);
    if (!at) return null;
    const text = new BlockText(at.element);
    const pieces = [...at.element.querySelectorAll(`[id="${CSS.escape(mark.id)}"]`)];
    const [first = mark, last = mark] = [pieces[0], pieces[pieces.length - 1]];
    return {
      block: at.block,
      start: text.offsetOf(first, 0),
      end: text.offsetOf(last, last.childNodes.length),
      box: boxAt(mark),
    };
  }
}

const boxAt = (element: Element | null): Box | null => element && boxOf(element.getBoundingClientRect());
