// The popup that a card is shown in: beside its symbol and on no control.

import type { PixelBox } from "../data/pixel_box.ts";
import { boxesOf, windowBox } from "../map/boxes.ts";
import { controlBoxes } from "../map/free_room.ts";
import { SIZE } from "../map/symbols.ts";
import { cardSpot, type Size, TIP } from "./card_spot.ts";

/** What a popup leaves in sight: the symbols of other places, and clusters. */
const OTHERS = ".place-marker:not(.is-active) .symbol, .cluster-button";
/** Pixels. */
const NARROWEST = 260;

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

export class CardPopup {
  #isClosing = false;
  readonly #popup = new StillPopup({ className: "place-popup", closeButton: false, autoPan: false });

  constructor(
    private readonly map: L.Map,
    closed: () => void,
  ) {
    map.on("popupclose", ({ popup }) => popup === this.#popup && closed());
  }

  get isOpen(): boolean {
    return !this.#isClosing && this.#popup.isOpen();
  }

  get size(): Size {
    const { width, height } = this.#popup.getElement()?.getBoundingClientRect() ?? { width: 0, height: 0 };
    return { width, height };
  }

  /** Show a card in at most this room. */
  show(card: HTMLElement, { marker }: Anchor, room: Size): void {
    const { options } = this.#popup;
    options.maxHeight = room.height;
    options.maxWidth = room.width;
    options.minWidth = Math.min(NARROWEST, room.width);
    // A button that opens another card is out of the popup when its click comes to the map, which must not take it for one
    // beside the popup.
    L.DomEvent.disableClickPropagation(card);
    this.#popup.setContent(card).setLatLng(marker.getLatLng());
    if (this.isOpen) this.#popup.update();
    else this.#popup.openOn(this.map);
  }

  close(): void {
    // What follows from its closing may ask for the same: of two fades Leaflet ends one, and takes away by the other what
    // was opened again in the meantime.
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.map.closePopup(this.#popup);
    this.#isClosing = false;
  }

  /** Put it where it hides least of a place and of other symbols; return how much that is, or null if it fits nowhere. */
  place({ marker, offset }: Anchor, place: PixelBox | null): number | null {
    const at = this.map.latLngToContainerPoint(marker.getLatLng()).add(offset);
    const symbol = around(at);
    // A hint stands where a popup leaves it room.
    const found = this.#spot(symbol, place, "") ?? this.#spot(symbol, place, ".edge-hint");
    if (!found) return null;
    // Leaflet places a popup by where its tip ends, shown or not.
    const foot = L.point((found.left + found.right) / 2, found.bottom + TIP);
    this.#popup.options.offset = foot.subtract(at).add(offset).round();
    this.#popup.getElement()?.classList.toggle("is-beside", !found.isAbove);
    this.#popup.setLatLng(marker.getLatLng());
    return found.hidden;
  }

  #spot(symbol: PixelBox, place: PixelBox | null, except: string): ReturnType<typeof cardSpot> {
    return cardSpot(this.size, symbol, {
      window: windowBox(this.map),
      controls: controlBoxes(this.map, except),
      others: boxesOf(this.map, OTHERS),
      place,
    });
  }
}

const around = ({ x, y }: L.Point): PixelBox => ({
  left: x - SIZE / 2,
  top: y - SIZE / 2,
  right: x + SIZE / 2,
  bottom: y + SIZE / 2,
});
