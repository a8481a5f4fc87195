// Where a card is shown: in a popup beside its marker, or, where the map is too small to carry one, as a sheet at the foot
// of the window, which leaves the map in sight.

import type { PixelBox } from "../data/pixel_box.ts";
import { boxesOf, windowBox } from "../map/boxes.ts";
import { type Camera, cameraFor, isSame, type Subject } from "../map/camera.ts";
import { boxesOverMap, settingOf } from "../map/free_room.ts";
import { isWellSeen, jump } from "../map/look.ts";
import { cameraNow } from "../map/subjects.ts";
import { SIZE } from "../map/symbols.ts";
import { element } from "../page/dom.ts";
import { cardSpot, roomsBeside, type Size, TIP } from "./card_spot.ts";
import { WordInSight } from "./word_in_sight.ts";

/** A smaller map has no room for a popup. */
const ROOM = { width: 420, height: 480 };
/** Of a popup, in pixels. */
const WIDEST = 340;
/** What a popup leaves in sight: the symbols of other places, and clusters. */
const OTHERS = ".place-marker:not(.is-active) .symbol, .cluster-button";
/** The share of a place that a popup may lie on. */
const LITTLE = 0.2;

/** What a card belongs to: a marker, or something like it. */
export interface Anchor {
  marker: { getLatLng: () => L.LatLng };
  /** Pixels from there to the middle of its symbol. */
  offset: L.Point;
}

/** What `L.Popup` has and does for those who extend it; its published types leave it out. */
declare class PopupParts extends L.Popup {
  protected _content: L.Content | undefined;
  protected _contentNode: HTMLElement | undefined;
  protected _updateContent(): void;
}
// biome-ignore lint/plugin: the published types leave out what this class has; see above
const Popup = L.Popup as unknown as typeof PopupParts;

/**
 * A popup that leaves a card where it is. Leaflet takes the content out and puts it in again whenever it is laid out anew:
 * what is taken out loses the focus, and a press that was begun on it is never a click.
 */
class StillPopup extends Popup {
  protected override _updateContent(): void {
    const node = this._contentNode;
    if (!node?.firstChild || node.firstChild !== this._content) super._updateContent();
  }
}

/** What is shown, and what of the map should be seen beside it; null for nothing but the anchor. */
interface Shown {
  card: HTMLElement;
  anchor: Anchor;
  subject: () => Subject | null;
}

export class CardHost {
  readonly #popup = new StillPopup({ className: "place-popup", closeButton: false, minWidth: 260, autoPan: false });
  readonly #sheet = element("div", { class: "sheet", hidden: "" });
  readonly #word: WordInSight;
  #shown: Shown | null = null;
  /** The map's view before anything was open, with the size of the window that it was for. */
  #before: { camera: Camera; size: L.Point } | null = null;
  /** The view that was chosen for the card: the reader has not moved it as long as it stays. */
  #chosen: Camera | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly onHidden: () => void,
  ) {
    this.#word = new WordInSight(map, this.#sheet);
    // Before the scripts, so that a saved page has it when they run.
    document.body.insertBefore(this.#sheet, document.querySelector(".live-region"));
    map.on("popupclose", (event) => {
      if (event.popup === this.#popup && this.#shown && !this.isSheet) this.#hidden();
    });
    // After a zoom the markers stand elsewhere beside each other, and the popup goes with its own.
    map.on("zoomend", () => this.#popup.isOpen() && this.#placePopup());
  }

  /** Show a card. `word` is what was picked in the text, which stays in sight. */
  show(card: HTMLElement, anchor: Anchor, subject: () => Subject | null, word: HTMLElement | null): void {
    if (!this.#shown) this.#before = { camera: cameraNow(this.map), size: this.map.getSize() };
    this.#shown = { card, anchor, subject };
    this.#chosen = cameraNow(this.map);
    this.#put();
    if (this.isSheet) this.#word.keep(word);
    this.#frame();
  }

  /** The card, the map's size or what lies over the map has changed: all is decided again but what the reader did. */
  refit(): void {
    if (!this.#shown) return;
    this.#put();
    if (this.#isChosen) this.#frame();
    else if (this.#popup.isOpen()) this.#placePopup();
  }

  hide(): void {
    if (!this.isSheet) {
      this.map.closePopup(this.#popup);
      return;
    }
    this.#putSheet(null);
    this.#word.giveBack();
    this.#hidden();
  }

  get #isChosen(): boolean {
    return this.#chosen !== null && isSame(this.#chosen, cameraNow(this.map));
  }

  get isSheet(): boolean {
    return !this.#sheet.hidden;
  }

  #hidden(): void {
    this.#shown = null;
    this.#restore();
    // The focus goes back to what is in sight now.
    this.onHidden();
  }

  /** Show what the map showed before anything was open, unless the reader has moved it or its size has changed. */
  #restore(): void {
    const before = this.#before;
    this.#before = null;
    if (!before || !this.#isChosen || !before.size.equals(this.map.getSize())) return;
    if (!isSame(cameraNow(this.map), before.camera)) jump(this.map, before.camera);
  }

  /** Put the card into the popup or into the sheet, as the map's size is now. */
  #put(): void {
    const { x, y } = this.map.getSize();
    const shown = this.#shown;
    if (!shown || !x || !y) return;
    const focused = document.activeElement;
    if (x < ROOM.width || y < ROOM.height) {
      this.#putSheet(shown.card);
      this.map.closePopup(this.#popup);
    } else {
      this.#popup.options.maxHeight = y - 110;
      this.#popup.options.maxWidth = Math.min(WIDEST, x - 72);
      this.#popup.setContent(shown.card).setLatLng(shown.anchor.marker.getLatLng());
      if (this.#popup.isOpen()) this.#popup.update();
      else this.#popup.openOn(this.map);
      this.#putSheet(null);
    }
    // What is taken out of the document and put in again loses the focus.
    if (focused instanceof HTMLElement && shown.card.contains(focused)) focused.focus({ preventScroll: true });
  }

  #putSheet(card: HTMLElement | null): void {
    if (card && this.#sheet.firstChild === card) return;
    this.#sheet.replaceChildren(...(card ? [card] : []));
    this.#sheet.hidden = card === null;
    // A class, as :has() would look through all of a book at each change of the page.
    document.documentElement.classList.toggle("has-sheet", card !== null);
    this.#sheet.scrollTop = 0;
  }

  /** Show the subject beside the card; a view that does so already stays. */
  #frame(): void {
    const { x, y } = this.map.getSize();
    const shown = this.#shown;
    if (!shown || !x || !y) return;
    const subject = shown.subject();
    const hidden = this.#popup.isOpen() ? this.#placePopup() : 0;
    if (subject) {
      const best = this.#bestBeside(subject);
      if (hidden > LITTLE || !isWellSeen(subject, this.map, best)) {
        jump(this.map, best);
        if (this.#popup.isOpen()) this.#placePopup();
      }
    }
    this.#chosen = cameraNow(this.map);
  }

  #bestBeside(subject: Subject): Camera {
    const setting = settingOf(this.map);
    const rooms = this.isSheet ? [] : roomsBeside(setting.rooms, this.#size);
    return cameraFor(subject, rooms.length ? { ...setting, rooms } : setting);
  }

  get #size(): Size {
    const { width, height } = (this.#popup.getElement() ?? this.#sheet).getBoundingClientRect();
    return { width, height };
  }

  /** Put the popup where it hides least; return how much that is. */
  #placePopup(): number {
    if (!this.#shown) return 0;
    const { marker, offset } = this.#shown.anchor;
    const at = this.map.latLngToContainerPoint(marker.getLatLng()).add(offset);
    const symbol = around(at);
    const found = cardSpot(this.#size, symbol, {
      window: windowBox(this.map),
      controls: boxesOverMap(this.map),
      others: boxesOf(this.map, OTHERS),
      place: this.#placeBox(),
    });
    // Leaflet places a popup by where its tip ends, shown or not.
    const foot = found ? L.point((found.left + found.right) / 2, found.bottom + TIP) : L.point(at.x, symbol.top);
    this.#popup.options.offset = foot.subtract(at).add(offset).round();
    this.#popup.getElement()?.classList.toggle("is-beside", found?.isAbove === false);
    this.#popup.setLatLng(marker.getLatLng());
    return found?.hidden ?? 1;
  }

  /** Where in the window the place lies; null for a place that is a point. */
  #placeBox(): PixelBox | null {
    const core = this.#shown?.subject()?.core;
    if (!core || core.west === core.east || core.south === core.north) return null;
    const { x: left, y: top } = this.map.latLngToContainerPoint([core.north, core.west]);
    const { x: right, y: bottom } = this.map.latLngToContainerPoint([core.south, core.east]);
    return { left, top, right, bottom };
  }
}

const around = ({ x, y }: L.Point): PixelBox => ({
  left: x - SIZE / 2,
  top: y - SIZE / 2,
  right: x + SIZE / 2,
  bottom: y + SIZE / 2,
});
