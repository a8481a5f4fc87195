// Where labels go: greedily, in the order of their weight, each at the best of its positions. A position is barred by
// markers, controls and other labels, and spoilt by lines and dots under it.

import type { PixelBox } from "../data/pixel_box.ts";
import { meets } from "../map/boxes.ts";
import type { Turned } from "./label_along.ts";
import { distance, type Point } from "./label_positions.ts";
import { layout } from "./label_style.ts";
import type { LineGrid } from "./line_grid.ts";

export type Dot = Point & { radius: number };

/** A label's text box may stand at any of `boxes`, the earlier the better. */
export interface Candidate {
  boxes: PixelBox[];
  /** How it stands in each of them, if it is turned. */
  turned?: Turned[];
  /** Room to keep around it, in pixels. */
  margin: number;
  /** The dot it names, if any; other labels keep off it, and it must be free itself. */
  dot?: Dot;
  /** The area that it names lies around this point; no line as heavy as `barrier` may part the label from it. */
  home?: Point & { barrier: number };
  /** Where the text may stand, without a dot, if a symbol stands on the dot. */
  aside?: PixelBox[];
}

export interface Placed<C extends Candidate> {
  candidate: C;
  box: PixelBox;
  turned: Turned | undefined;
  hasDot: boolean;
}

const { costs, dot: room, lines, symbol, window: frame } = layout;

export class Placement {
  readonly #standing: PixelBox[] = [];
  readonly #taken: PixelBox[] = [];
  readonly #dots: Dot[] = [];

  readonly #window: PixelBox;
  readonly #lines: LineGrid;
  readonly #softDots: Point[];

  /** Labels stand within `window`, and rather not on `lines` or on `softDots`. */
  constructor(window: PixelBox, lines: LineGrid, softDots: Point[] = []) {
    this.#window = window;
    this.#lines = lines;
    this.#softDots = softDots;
  }

  /** Bar a box: a marker or a control. */
  bar(box: PixelBox): void {
    this.#standing.push(box);
  }

  /** Place a label if one of its boxes is free. */
  place<C extends Candidate>(candidate: C): Placed<C> | null {
    const { dot, aside } = candidate;
    if (dot && (!this.#isSeen(dot) || this.#meetsDot(dot))) return null;
    if (dot && isUnder(this.#taken, dot)) return null;
    const hasDot = dot !== undefined && !isUnder(this.#standing, dot);
    if (dot && !hasDot && !aside) return null;
    const boxes = (dot && !hasDot ? aside : null) ?? candidate.boxes;
    const position = this.#best(candidate, boxes);
    const box = boxes[position];
    if (!box) return null;
    const turned = candidate.turned?.[position];
    this.#taken.push(...(turned?.parts ?? [box]));
    if (hasDot) this.#dots.push(dot);
    return { candidate, box, turned, hasDot };
  }

  /** The best of the boxes that are free, by its position; -1 if none is. */
  #best({ margin, dot, home, turned }: Candidate, boxes: PixelBox[]): number {
    let best = -1;
    let least = Infinity;
    boxes.forEach((box, position) => {
      const usual = position * costs.position;
      const parts = turned?.[position]?.parts ?? [box];
      if (usual >= least || !parts.every((part) => this.#isFree(part, margin))) return;
      const isBeyond = (share: number): boolean => home !== undefined && this.#isBeyond(home, box, share);
      if (lines.body.some(isBeyond)) return;
      // A line under the label is worse than any less usual position.
      const spoilt =
        parts.reduce((sum, part) => sum + this.#lines.under(part) + costs.dot * this.#softDotsUnder(part, dot), 0) +
        costs.end * lines.ends.filter(isBeyond).length;
      const cost = spoilt + usual;
      if (cost < least) [best, least] = [position, cost];
    });
    return best;
  }

  /** Whether a line parts the home from the point that lies a share of the box's width from its middle. */
  #isBeyond(home: Point & { barrier: number }, { left, right, top, bottom }: PixelBox, share: number): boolean {
    const x = (left + right) / 2 + share * (right - left);
    return this.#lines.between(home.x, home.y, x, (top + bottom) / 2) >= home.barrier;
  }

  #isFree(box: PixelBox, margin: number): boolean {
    if (box.left < this.#window.left + frame.edge || box.right > this.#window.right - frame.edge) return false;
    if (box.top < this.#window.top + frame.edge || box.bottom > this.#window.bottom - frame.edge) return false;
    if (this.#standing.some((other) => meets(box, other, Math.min(margin, symbol.air)))) return false;
    if (this.#taken.some((other) => meets(box, other, margin))) return false;
    return !this.#dots.some((dot) => isNear(box, dot, dot.radius + room.air));
  }

  #isSeen({ x, y, radius }: Dot): boolean {
    const { left, top, right, bottom } = this.#window;
    return x >= left + radius && x <= right - radius && y >= top + radius && y <= bottom - radius;
  }

  #meetsDot({ x, y, radius }: Dot): boolean {
    return this.#dots.some((other) => distance(other, { x, y }) < other.radius + radius + room.apart);
  }

  #softDotsUnder(box: PixelBox, own?: Point): number {
    return this.#softDots.filter(
      (dot) => (own === undefined || dot.x !== own.x || dot.y !== own.y) && isNear(box, dot, room.soft_air),
    ).length;
  }
}

const isUnder = (boxes: PixelBox[], dot: Dot): boolean =>
  boxes.some((box) => isNear(box, dot, dot.radius + room.apart));

function isNear(box: PixelBox, { x, y }: Point, air: number): boolean {
  return x > box.left - air && x < box.right + air && y > box.top - air && y < box.bottom + air;
}
