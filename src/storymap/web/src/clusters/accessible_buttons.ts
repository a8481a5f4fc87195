// What is drawn on the canvas, again as buttons for the keyboard and for screen readers. They lie over their symbols and
// let every pointer through.

import { element, isRightToLeft } from "../page/dom.ts";
import type { Drawn } from "./drawn.ts";

/** A symbol that is in sight. */
export interface Visible {
  drawn: Drawn;
  /** In pixels of the map's layers. */
  at: L.Point;
}

/** Nobody goes through more than this; a closer zoom has fewer. */
const MOST = 200;
/** Milliseconds that the map rests. */
const REST = 150;
const LEAST_SIZE = 24;
/** Symbols whose middles are within this many pixels of height are in one line of reading. */
const LINE = 48;
/** A focused button is no answer to "what is near" farther away than this. */
const NEAR = 400;

interface Shown {
  button: HTMLButtonElement;
  visible: Visible;
}

export class AccessibleButtons {
  readonly #root: HTMLElement;
  readonly #tooltip = element("div", { class: "cluster-tooltip", "aria-hidden": "true", hidden: "" });
  #shown = new Map<string, Shown>();
  #timer = 0;

  constructor(
    pane: HTMLElement,
    name: string,
    private readonly pick: (drawn: Drawn, button: HTMLElement) => void,
  ) {
    this.#root = element("div", { class: "cluster-buttons", role: "group", "aria-label": name });
    pane.append(this.#root, this.#tooltip);
  }

  /** What the buttons stand for is about to change. */
  wait(): void {
    this.#root.setAttribute("aria-busy", "true");
  }

  /** Show the buttons once the map rests. */
  showSoon(visible: () => Visible[]): void {
    this.wait();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.show(visible()), REST);
  }

  show(all: readonly Visible[]): void {
    clearTimeout(this.#timer);
    const shown = new Map<string, Shown>();
    for (const visible of inReadingOrder(all).slice(0, MOST)) {
      const { cluster, label, placeId } = visible.drawn;
      const button = this.#shown.get(cluster.key)?.button ?? this.#make(cluster.key);
      if (button.getAttribute("aria-label") !== label) button.setAttribute("aria-label", label);
      if (placeId) button.dataset["place"] = placeId;
      put(button, visible);
      shown.set(cluster.key, { button, visible });
    }
    for (const [key, one] of this.#shown) {
      if (shown.has(key)) continue;
      // What has the focus stays until the focus goes elsewhere.
      if (one.button === document.activeElement) shown.set(key, one);
      else one.button.remove();
    }
    this.#shown = shown;
    this.#order([...shown.values()].map(({ button }) => button));
    this.#root.setAttribute("aria-busy", "false");
  }

  buttonOf(key: string): HTMLElement | undefined {
    return this.#shown.get(key)?.button;
  }

  /** Move the focus from a button whose cluster has fallen apart to what is there now, or to the map. */
  focusNear(at: L.Point, from: HTMLElement): void {
    const active = document.activeElement;
    if (active !== from && active !== document.body) return;
    const distance = (one: Shown): number => one.visible.at.distanceTo(at);
    const [nearest] = [...this.#shown.values()]
      .filter(({ button }) => button !== from)
      .sort((a, b) => distance(a) - distance(b));
    const target =
      nearest && distance(nearest) < NEAR ? nearest.button : from.closest<HTMLElement>(".leaflet-container");
    target?.focus({ preventScroll: true });
  }

  /** Name what is under the pointer; null takes the name away. */
  hover(visible: Visible | null): void {
    this.#tooltip.hidden = !visible;
    if (!visible) return;
    const { drawn, at } = visible;
    this.#tooltip.textContent = drawn.label;
    this.#tooltip.style.left = `${at.x}px`;
    this.#tooltip.style.top = `${at.y - drawn.symbol.radius - 6}px`;
  }

  #make(key: string): HTMLButtonElement {
    const button = element("button", { type: "button", class: "cluster-button" });
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      const one = this.#shown.get(key);
      if (one) this.pick(one.visible.drawn, button);
    });
    return button;
  }

  /** Put the buttons in their order without moving those that are in it: moving takes the focus. */
  #order(buttons: HTMLElement[]): void {
    let next = this.#root.firstElementChild;
    const focused = document.activeElement;
    for (const button of buttons) {
      if (button === next) next = next.nextElementSibling;
      else this.#root.insertBefore(button, next);
    }
    if (focused instanceof HTMLElement && this.#root.contains(focused)) focused.focus({ preventScroll: true });
  }
}

function put(button: HTMLElement, { drawn, at }: Visible): void {
  const size = Math.max(LEAST_SIZE, 2 * drawn.symbol.radius);
  button.style.width = button.style.height = `${size}px`;
  button.style.left = `${at.x - size / 2}px`;
  button.style.top = `${at.y - size / 2}px`;
}

/** Line by line from the top, each from where the page's lines begin. */
function inReadingOrder(visible: readonly Visible[]): Visible[] {
  const line = ({ at }: Visible): number => Math.round(at.y / LINE);
  const along = isRightToLeft() ? -1 : 1;
  return [...visible].sort((a, b) => line(a) - line(b) || along * (a.at.x - b.at.x));
}
