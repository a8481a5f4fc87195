// How many stories there are of each year, as bars beside the fields that choose years.

import { element, svg } from "./dom.ts";

/** More years than this would be bars that nobody can tell apart. */
const MOST = 120;
/** Where no year has more stories, that is seen. */
const FEW = 4;
/** In the drawing's own units: it is as wide as its place. */
const [BAR, STEP, HEIGHT] = [3, 4, 28];

export class YearBars {
  readonly root: HTMLElement;
  readonly #first: number;
  readonly #bars: readonly Element[];

  /** `years` are those that have stories, the first one first; `name` is said in the place of the bars. */
  constructor(years: readonly string[], name: string) {
    const [first = "", last = ""] = [years[0], years[years.length - 1]];
    this.#first = Number(first);
    const count = Number(last) - this.#first + 1;
    const fits = years.length > 1 && count <= MOST;
    this.#bars = Array.from({ length: fits ? count : 0 }, (_, at) =>
      svg("rect", { x: String(at * STEP), width: String(BAR) }),
    );
    const box = { viewBox: `0 0 ${count * STEP - STEP + BAR} ${HEIGHT}`, preserveAspectRatio: "none" };
    const ends = element("span", { class: "year-ends" }, element("span", {}, first), element("span", {}, last));
    const attributes = { class: "year-bars", role: "img", "aria-label": `${name}: ${first}–${last}` };
    this.root = element("span", attributes, svg("svg", box, ...this.#bars), ends);
    this.root.hidden = !fits;
  }

  /** Show how many stories each year has, by the beginnings of their dates, and which years are wanted. */
  show(dates: Iterable<[date: string, stories: number]>, from: string, to: string): void {
    const counts = this.#bars.map(() => 0);
    for (const [date, stories] of dates) {
      const at = Number(date.slice(0, 4)) - this.#first;
      if (date && at in counts) counts[at] = (counts[at] ?? 0) + stories;
    }
    const most = Math.max(FEW, ...counts);
    this.#bars.forEach((bar, at) => {
      // One story of thousands is seen, too.
      const height = counts[at] ? Math.max(1, ((counts[at] ?? 0) / most) * HEIGHT) : 0;
      bar.setAttribute("y", String(HEIGHT - height));
      bar.setAttribute("height", String(height));
      const year = this.#first + at;
      const isWanted = year >= (Number(from.slice(0, 4)) || -Infinity) && year <= (Number(to.slice(0, 4)) || Infinity);
      bar.classList.toggle("is-out", !isWanted);
    });
  }
}
