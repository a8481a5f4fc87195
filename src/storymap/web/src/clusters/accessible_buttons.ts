// What is drawn on the canvas, again as buttons for the keyboard and for screen readers. They lie over their symbols and
// let every pointer through.

import { element, isMirrored } from "../page/dom.ts";
import type { Drawn } from "./cluster_layer.ts";

export interface Seen {
  drawn: Drawn;
  /** In pixels of the map's layers. */
  at: L.Point;
}

/** Nobody walks through more than this; a closer zoom has fewer. */
const MOST = 200;
/** Milliseconds that the map rests. */
const REST = 150;
const LEAST_SIZE = 24;
/** Symbols whose middles are within this many pixels of height are in one line of reading. */
const LINE = 48;
/** A focused button is no answer to "what is near" farther away than this. */
const NEAR = 400;

interface Held {
  button: HTMLButtonElement;
  seen: Seen;
}

export class Mirror {
  private readonly root: HTMLElement;
  private readonly tag = element("div", { class: "crowd-tip", "aria-hidden": "true", hidden: "" });
  private held = new Map<string, Held>();
  private timer = 0;

  constructor(
    map: L.Map,
    name: string,
    private readonly pick: (drawn: Drawn, button: HTMLElement) => void,
  ) {
    this.root = element("div", { class: "crowd-buttons", role: "group", "aria-label": name });
    map.getPane("crowd")!.append(this.root, this.tag);
  }

  /** What the buttons stand for is about to change. */
  wait(): void {
    this.root.setAttribute("aria-busy", "true");
  }

  /** Show the buttons once the map rests. */
  showSoon(seen: () => Seen[]): void {
    this.wait();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.show(seen()), REST);
  }

  show(seen: readonly Seen[]): void {
    clearTimeout(this.timer);
    const kept = new Map<string, Held>();
    for (const one of inReadingOrder(seen).slice(0, MOST)) {
      const { group, label } = one.drawn;
      const button = this.held.get(group.key)?.button ?? this.make(group.key);
      if (button.getAttribute("aria-label") !== label) button.setAttribute("aria-label", label);
      if (one.drawn.placeId) button.dataset["place"] = one.drawn.placeId;
      this.put(button, one);
      kept.set(group.key, { button, seen: one });
    }
    for (const [key, { button, seen }] of this.held) {
      if (kept.has(key)) continue;
      // What has the focus stays until the focus goes elsewhere.
      if (button === document.activeElement) kept.set(key, { button, seen });
      else button.remove();
    }
    this.held = kept;
    this.order([...kept.values()].map(({ button }) => button));
    this.root.setAttribute("aria-busy", "false");
  }

  buttonOf(key: string): HTMLElement | undefined {
    return this.held.get(key)?.button;
  }

  /** Move the focus from a button whose cluster has fallen apart to what is there now, or to the map. */
  focusNear(at: L.Point, from: HTMLElement): void {
    const active = document.activeElement;
    if (active !== from && active !== document.body) return;
    const distance = (one: Held): number => one.seen.at.distanceTo(at);
    const [nearest] = [...this.held.values()].filter(({ button }) => button !== from).sort((a, b) => distance(a) - distance(b));
    const target = nearest && distance(nearest) < NEAR ? nearest.button : from.closest<HTMLElement>(".leaflet-container");
    target?.focus({ preventScroll: true });
  }

  /** A name under the pointer; null takes it away. */
  tip(drawn: Drawn | null, at: L.Point | null): void {
    this.tag.hidden = !drawn || !at;
    if (!drawn || !at) return;
    this.tag.textContent = drawn.label;
    this.tag.style.left = `${at.x}px`;
    this.tag.style.top = `${at.y - drawn.mark.radius - 6}px`;
  }

  private make(key: string): HTMLButtonElement {
    const button = element("button", { type: "button", class: "crowd-button" });
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      const held = this.held.get(key);
      if (held) this.pick(held.seen.drawn, button);
    });
    return button;
  }

  private put(button: HTMLElement, { drawn, at }: Seen): void {
    const size = Math.max(LEAST_SIZE, 2 * drawn.mark.radius);
    button.style.width = button.style.height = `${size}px`;
    button.style.left = `${at.x - size / 2}px`;
    button.style.top = `${at.y - size / 2}px`;
  }

  /** Put the buttons in their order without moving those that are in it: moving takes the focus. */
  private order(buttons: HTMLElement[]): void {
    let next = this.root.firstElementChild;
    const focused = document.activeElement;
    for (const button of buttons) {
      if (button === next) next = next.nextElementSibling;
      else this.root.insertBefore(button, next);
    }
    if (focused instanceof HTMLElement && this.root.contains(focused)) focused.focus({ preventScroll: true });
  }
}

/** Line by line from the top, each from where the page's lines begin. */
export function inReadingOrder(seen: readonly Seen[]): Seen[] {
  const line = ({ at }: Seen): number => Math.round(at.y / LINE);
  const along = isMirrored() ? -1 : 1;
  return [...seen].sort((a, b) => line(a) - line(b) || along * (a.at.x - b.at.x));
}
