// Where a card is shown: in a popup beside its marker, or, where the map has no room for one, as a sheet at the foot of the
// window, which leaves the map in sight.

import type { PixelBox } from "../data/pixel_box.ts";
import { windowBox } from "../map/boxes.ts";
import { type Camera, cameraFor, isSame, type Subject } from "../map/camera.ts";
import { controlBoxes, settingOf } from "../map/free_room.ts";
import { isWellSeen, jump } from "../map/look.ts";
import { cameraNow } from "../map/subjects.ts";
import { popupRoom } from "./card_room.ts";
import { roomsBeside } from "./card_spot.ts";
import { type Anchor, CardPopup } from "./popup.ts";
import { Sheet } from "./sheet.ts";
import { WordInSight } from "./word_in_sight.ts";

/** The share of a place that a popup may lie on. */
const LITTLE = 0.2;

/** What is shown, and what of the map should be seen beside it; null for nothing but the anchor. */
interface Shown {
  card: HTMLElement;
  anchor: Anchor;
  subject: () => Subject | null;
}

export interface HostEvents {
  /** `isStale` says that the map's size is not that which its view was chosen for. */
  hidden: (isStale: boolean) => void;
  /** The card has another size: by the reader's font, or by a picture that has come. */
  resized: () => void;
}

export class CardHost {
  readonly #popup: CardPopup;
  readonly #sheet = new Sheet(() => this.hide());
  readonly #word: WordInSight;
  #sizes?: ResizeObserver;
  #shown: Shown | null = null;
  /** The card's size when all was decided. */
  #fitted = "";
  /** A state of the map in which a popup found no spot. */
  #cramped = "";
  /** The map's view before anything was open, with the size of the window that it was for. */
  #before: { camera: Camera; size: L.Point } | null = null;
  /** The view that was chosen for the card: the reader has not moved it as long as it stays. */
  #chosen: Camera | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly events: HostEvents,
  ) {
    this.#popup = new CardPopup(map, () => this.#shown && !this.isSheet && this.#hidden());
    this.#word = new WordInSight(map, this.#sheet.root);
    // Before the scripts, so that a saved page has it when they run.
    document.body.insertBefore(this.#sheet.root, document.querySelector(".live-region"));
    // After a zoom the markers stand elsewhere beside each other, and the popup goes with its own.
    map.on("zoomend", () => this.#popup.isOpen && this.#placePopup());
    this.#hideByTap();
    // In the next frame: what is decided changes the size again.
    if (!window.ResizeObserver) return;
    this.#sizes = new ResizeObserver(
      () => this.#fitted !== this.#size && requestAnimationFrame(() => events.resized()),
    );
  }

  /** Show a card. `word` is what was picked in the text, which stays in sight. */
  show(card: HTMLElement, anchor: Anchor, subject: () => Subject | null, word: HTMLElement | null): void {
    if (!this.#shown) this.#before = { camera: cameraNow(this.map), size: this.map.getSize() };
    this.#shown = { card, anchor, subject };
    // Where the last card found no spot, another one may.
    this.#cramped = "";
    this.#word.pick(word);
    this.#chosen = cameraNow(this.map);
    this.#put();
    this.#frame();
    this.#sizes?.disconnect();
    this.#sizes?.observe(card);
  }

  /** The card, the map's size or what lies over the map has changed: all is decided again but what the reader did. */
  refit(): void {
    if (!this.#shown) return;
    this.#put();
    // The view is that beside a sheet of half the height.
    if (this.#sheet.isFull) return;
    if (this.#isChosen) this.#frame();
    else if (this.#placePopup() === null) this.#putIntoSheet();
  }

  hide(): void {
    if (!this.isSheet) {
      this.#popup.close();
      return;
    }
    this.#sheet.show(null);
    this.#word.giveBack();
    this.#hidden();
  }

  get isSheet(): boolean {
    return this.#sheet.isShown;
  }

  get #isChosen(): boolean {
    return this.#chosen !== null && isSame(this.#chosen, cameraNow(this.map));
  }

  get #size(): string {
    const card = this.#shown?.card;
    return `${card?.offsetWidth} ${card?.offsetHeight}`;
  }

  /** A tap on the map that opens nothing takes the sheet away, as it does a popup. */
  #hideByTap(): void {
    let shown: Shown | null = null;
    this.map.on("preclick", () => (shown = this.#shown));
    this.map.on("click", () =>
      // After all that the tap does.
      setTimeout(() => {
        if (!this.isSheet || shown !== this.#shown) return;
        this.map.getContainer().blur();
        this.hide();
      }),
    );
  }

  #hidden(): void {
    this.#shown = null;
    this.#sizes?.disconnect();
    // The focus goes back to what is in sight now.
    this.events.hidden(this.#restore());
  }

  /** Show what the map showed before anything was open, unless the reader has moved it; whether that was for another size. */
  #restore(): boolean {
    const before = this.#before;
    this.#before = null;
    if (!before || !this.#isChosen) return false;
    if (!isSame(cameraNow(this.map), before.camera)) jump(this.map, before.camera);
    return !before.size.equals(this.map.getSize());
  }

  /** Put the card into the popup or into the sheet, as the map is now. */
  #put(): void {
    const { x, y } = this.map.getSize();
    const shown = this.#shown;
    if (!shown || !x || !y) return;
    const focused = document.activeElement;
    const { window, controls, em } = this.#setting;
    const room = this.#cramped === this.#state ? null : popupRoom(window, controls, em);
    if (room) {
      this.#popup.show(shown.card, shown.anchor, room);
      this.#sheet.show(null);
    } else {
      this.#sheet.show(shown.card);
      this.#sheet.fit();
      this.#popup.close();
      this.#word.keep();
    }
    // What is taken out of the document and put in again loses the focus.
    if (focused instanceof HTMLElement && shown.card.contains(focused)) focused.focus({ preventScroll: true });
    this.#fitted = this.#size;
  }

  /** A popup has no spot as the map is now. */
  #putIntoSheet(): void {
    this.#cramped = this.#state;
    this.#put();
  }

  get #setting(): { window: PixelBox; controls: PixelBox[]; em: number } {
    const em = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    // Hints make room for a popup.
    return { window: windowBox(this.map), controls: controlBoxes(this.map, ".edge-hint"), em };
  }

  get #state(): string {
    return JSON.stringify(this.#setting);
  }

  /** Show the subject beside the card; a view that does so already stays. */
  #frame(): void {
    const { x, y } = this.map.getSize();
    const shown = this.#shown;
    if (!shown || !x || !y) return;
    const subject = shown.subject();
    let hidden = this.#placePopup();
    if (subject) {
      const best = this.#bestBeside(subject);
      if (hidden === null || hidden > LITTLE || !isWellSeen(subject, this.map, best)) {
        jump(this.map, best);
        hidden = this.#placePopup();
      }
    }
    this.#chosen = cameraNow(this.map);
    if (hidden !== null) return;
    this.#putIntoSheet();
    this.#frame();
  }

  #bestBeside(subject: Subject): Camera {
    const setting = settingOf(this.map);
    const rooms = this.isSheet ? [] : roomsBeside(setting.rooms, this.#popup.size);
    return cameraFor(subject, rooms.length ? { ...setting, rooms } : setting);
  }

  /** Put the popup, if there is one, where it hides least; return how much that is, or null if it fits nowhere. */
  #placePopup(): number | null {
    return this.#shown && this.#popup.isOpen ? this.#popup.place(this.#shown.anchor, this.#placeBox()) : 0;
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
