// Where a card is shown: in a popup on its marker, or, where the map is too small to carry one, as a sheet at the foot of
// the window, which leaves the map in sight.

import { SIZE } from "../map/symbols.ts";
import { element, isRightToLeft, prefersReducedMotion } from "../page/dom.ts";

/** The zoom buttons lie over popups, so popups keep clear of them. */
const ZOOM_BUTTONS = 60;
/** A smaller map has no room for a popup. */
const ROOM = { width: 420, height: 480 };

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

export class CardHost {
  readonly #popup = new StillPopup({
    className: "place-popup",
    closeButton: false,
    minWidth: 260,
  });
  readonly #sheet = element("div", { class: "sheet", hidden: "" });
  #anchor: Anchor | null = null;
  #scrolled: { from: number; to: number } | null = null;

  constructor(
    private readonly map: L.Map,
    onHidden: () => void,
  ) {
    // Before the scripts, so that a saved page has it when they run.
    document.body.insertBefore(this.#sheet, document.querySelector(".live-region"));
    map.on("popupclose", (event) => {
      if (event.popup !== this.#popup || this.#anchor === null) return;
      this.#anchor = null;
      onHidden();
    });
    this.#hideSheet = () => {
      this.#sheet.hidden = true;
      document.documentElement.classList.remove("has-sheet");
      this.#sheet.replaceChildren();
      this.#anchor = null;
      // Back to the sentence, unless the reader has gone elsewhere.
      if (this.#scrolled && Math.abs(window.scrollY - this.#scrolled.to) < SIZE)
        window.scrollTo(0, this.#scrolled.from);
      this.#scrolled = null;
      onHidden();
    };
    // After a zoom the markers stand elsewhere beside each other, and the popup's tip follows its own.
    map.on("zoomend", () => {
      if (!this.#anchor || !this.#popup.isOpen()) return;
      this.#popup.options.offset = tip(this.#anchor);
      this.refit();
    });
  }

  show(card: HTMLElement, anchor: Anchor): void {
    const { x, y } = this.map.getSize();
    const at = anchor.marker.getLatLng();
    this.#anchor = anchor;
    if (x < ROOM.width || y < ROOM.height) {
      this.#sheet.replaceChildren(card);
      this.#sheet.hidden = false;
      // A class, as :has() would look through all of a book at each change of the page.
      document.documentElement.classList.add("has-sheet");
      this.#sheet.scrollTop = 0;
      this.#scrollToMap();
      this.map.panInside(at, { padding: [48, 48], animate: !prefersReducedMotion() });
      return;
    }
    this.#popup.options.maxHeight = y - 110;
    // Clear of the legend too: beside it where there is room, else below it.
    const legend = this.map.getContainer().querySelector<HTMLElement>(".leaflet-control-layers");
    const width = legend?.offsetWidth ?? 0;
    const beside = x > 350 + width;
    const end = beside ? width + 24 : 12;
    const [left, right] = isRightToLeft() ? [end, ZOOM_BUTTONS] : [ZOOM_BUTTONS, end];
    this.#popup.options.maxWidth = Math.min(340, x - 72 - end);
    this.#popup.options.autoPanPaddingTopLeft = [left, beside ? 12 : (legend?.offsetHeight ?? 0) + 24];
    this.#popup.options.autoPanPaddingBottomRight = [right, 12];
    this.#popup.options.offset = tip(anchor);
    this.#popup.setContent(card).setLatLng(at);
    if (this.#popup.isOpen()) this.#popup.update();
    else this.#popup.openOn(this.map);
  }

  /** A map that goes with the page may be out of sight: scroll it back while the sheet is open. */
  #scrollToMap(): void {
    const container = this.map.getContainer();
    if (container.getBoundingClientRect().bottom >= SIZE) return;
    const from = window.scrollY;
    container.scrollIntoView({ block: "start" });
    this.#scrolled = { from, to: window.scrollY };
  }

  /** Fit the popup to what it now holds. */
  refit(): void {
    if (this.#popup.isOpen()) this.#popup.update();
  }

  hide(): void {
    if (!this.#sheet.hidden) this.#hideSheet();
    else this.map.closePopup(this.#popup);
  }

  get isSheet(): boolean {
    return !this.#sheet.hidden;
  }

  readonly #hideSheet: () => void;
}

const tip = (anchor: Anchor): L.Point => anchor.offset.add([0, 4 - SIZE / 2]);
