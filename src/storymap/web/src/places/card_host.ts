// Where a card is shown: in a popup on its marker, or, where the map is too small to carry one, as a sheet at the foot of
// the window, which leaves the map in sight.

import { calm, element, isMirrored } from "../page/dom.ts";
import { SIZE } from "../map/symbols.ts";

/** The zoom buttons lie over popups, so popups keep clear of them. */
const ZOOM_BUTTONS = 60;
/** What a card belongs to: a marker, or something like it. */
export interface Anchor {
  marker: { getLatLng: () => L.LatLng };
  /** Pixels from there to the middle of its symbol. */
  offset: L.Point;
}

const ROOM = { width: 420, height: 480 };

export class Stage {
  private readonly popup = L.popup({
    className: "place-popup",
    closeButton: false,
    minWidth: 260,
  });
  private readonly sheet = element("div", { class: "sheet", hidden: "" });
  private pin: Anchor | null = null;
  private brought: { from: number; to: number } | null = null;

  constructor(
    private readonly map: L.Map,
    onHidden: () => void,
  ) {
    document.body.append(this.sheet);
    map.on("popupclose", (event) => {
      if (event.popup !== this.popup || this.pin === null) return;
      this.pin = null;
      onHidden();
    });
    this.hideSheet = () => {
      this.sheet.hidden = true;
      document.documentElement.classList.remove("has-sheet");
      this.sheet.replaceChildren();
      this.pin = null;
      // Back to the sentence, unless the reader has gone elsewhere.
      if (this.brought && Math.abs(window.scrollY - this.brought.to) < SIZE) window.scrollTo(0, this.brought.from);
      this.brought = null;
      onHidden();
    };
    // After a zoom the markers stand elsewhere beside each other, and the popup's tip follows its own.
    map.on("zoomend", () => {
      if (!this.pin || !this.popup.isOpen()) return;
      this.popup.options.offset = tip(this.pin);
      this.refit();
    });
  }

  show(card: HTMLElement, pin: Anchor): void {
    const { x, y } = this.map.getSize();
    const at = pin.marker.getLatLng();
    this.pin = pin;
    if (x < ROOM.width || y < ROOM.height) {
      this.sheet.replaceChildren(card);
      this.sheet.hidden = false;
      // A class, as :has() would look through all of a book at each change of the page.
      document.documentElement.classList.add("has-sheet");
      this.sheet.scrollTop = 0;
      this.bringMap();
      this.map.panInside(at, { padding: [48, 48], animate: !calm() });
      return;
    }
    this.popup.options.maxHeight = y - 110;
    // Clear of the legend too: beside it where there is room, else below it.
    const legend = this.map.getContainer().querySelector<HTMLElement>(".leaflet-control-layers");
    const width = legend?.offsetWidth ?? 0;
    const beside = x > 350 + width;
    const end = beside ? width + 24 : 12;
    const sides = [ZOOM_BUTTONS, end];
    const [left, right] = isMirrored() ? sides.reverse() : sides;
    this.popup.options.maxWidth = Math.min(340, x - 72 - end);
    this.popup.options.autoPanPaddingTopLeft = [left!, beside ? 12 : (legend?.offsetHeight ?? 0) + 24];
    this.popup.options.autoPanPaddingBottomRight = [right!, 12];
    this.popup.options.offset = tip(pin);
    this.popup.setContent(card).setLatLng(at);
    if (this.popup.isOpen()) this.popup.update();
    else this.popup.openOn(this.map);
  }

  /** A map that goes with the page may have gone: bring it back while the sheet is open. */
  private bringMap(): void {
    const container = this.map.getContainer();
    if (container.getBoundingClientRect().bottom >= SIZE) return;
    const from = window.scrollY;
    container.scrollIntoView({ block: "start" });
    this.brought = { from, to: window.scrollY };
  }

  /** Fit the popup to what it now holds. */
  refit(): void {
    if (!this.popup.isOpen()) return;
    // Leaflet takes the content out and puts it in again, and what is taken out loses the focus.
    const focused = document.activeElement;
    this.popup.update();
    if (focused instanceof HTMLElement && this.popup.getElement()?.contains(focused)) {
      focused.focus({ preventScroll: true });
    }
  }

  hide(): void {
    if (!this.sheet.hidden) this.hideSheet();
    else this.map.closePopup(this.popup);
  }

  get isSheet(): boolean {
    return !this.sheet.hidden;
  }

  private readonly hideSheet: () => void;
}

const tip = (pin: Anchor): L.Point => pin.offset.add([0, 4 - SIZE / 2]);
