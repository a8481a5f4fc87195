// Where labels go: greedily, in the order of their weight, each at the best of its positions. A position is barred by
// markers, controls and other labels, and spoilt by lines and dots under it.

import type { PixelBox as Box } from "../data/pixel_box.ts";
import { meets } from "../map/boxes.ts";

export interface Spot {
  x: number;
  y: number;
}

/** A label's text box may stand at any of `boxes`, the earlier the better. */
export interface Candidate {
  boxes: Box[];
  /** Room to keep around it, in pixels. */
  margin: number;
  /** The dot it names, if any; other labels keep off it, and it must be free itself. */
  dot?: Spot & { radius: number };
  /** The area that it names lies around this point; no line as heavy as `held` may part the name from it. */
  home?: Spot & { held: number };
  /** Where the text may stand, without a dot, if a symbol stands on the dot. */
  aside?: Box[];
}

export interface Placed<C extends Candidate> {
  candidate: C;
  box: Box;
  hasDot: boolean;
}

const CELL = 8;
/** Lines as heavy as this part what lies on either side. */
const HEAVY = 2;
/** The parts of a name, as shares of its width from its middle, that must not lie beyond such a line; and what it costs if
 * its ends do. */
const BODY = [-0.3, 0, 0.3];
const ENDS = [-0.48, 0.48];
const END_COST = 4;

/** How heavy a line runs through each cell of the window: coarse, but one look-up a cell instead of a test a segment. */
export class LineGrid {
  private readonly cells: Uint8Array;
  private readonly columns: number;
  private readonly rows: number;

  constructor(width: number, height: number) {
    this.columns = Math.ceil(width / CELL);
    this.rows = Math.ceil(height / CELL);
    this.cells = new Uint8Array(this.columns * this.rows);
  }

  /** Mark the cells along a segment with its weight. */
  add(ax: number, ay: number, bx: number, by: number, weight: number): void {
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(bx - ax), Math.abs(by - ay)) / (CELL / 2)));
    // A segment from far outside would take as many steps as it is long: only what is near the window counts.
    if (steps > 4 * (this.columns + this.rows)) return;
    for (let i = 0; i <= steps; i++) {
      const column = Math.floor((ax + ((bx - ax) * i) / steps) / CELL);
      const row = Math.floor((ay + ((by - ay) * i) / steps) / CELL);
      if (column >= 0 && column < this.columns && row >= 0 && row < this.rows) {
        const cell = row * this.columns + column;
        this.cells[cell] = Math.max(this.cells[cell]!, weight);
      }
    }
  }

  /** The heaviest line between two points, but for a light one that the first point stands on. */
  between(ax: number, ay: number, bx: number, by: number): number {
    const steps = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / (CELL / 2)));
    let heaviest = 0;
    let left = false;
    for (let i = 0; i <= steps; i++) {
      const column = Math.floor((ax + ((bx - ax) * i) / steps) / CELL);
      const row = Math.floor((ay + ((by - ay) * i) / steps) / CELL);
      if (column < 0 || column >= this.columns || row < 0 || row >= this.rows) continue;
      const weight = this.cells[row * this.columns + column]!;
      if (weight === 0) left = true;
      else if (left || weight >= HEAVY) heaviest = Math.max(heaviest, weight);
    }
    return heaviest;
  }

  /** The weight of all cells that a box covers. */
  under(box: Box): number {
    let weight = 0;
    const last = Math.min(this.columns - 1, Math.floor(box.right / CELL));
    const bottom = Math.min(this.rows - 1, Math.floor(box.bottom / CELL));
    for (let row = Math.max(0, Math.floor(box.top / CELL)); row <= bottom; row++) {
      for (let column = Math.max(0, Math.floor(box.left / CELL)); column <= last; column++) {
        weight += this.cells[row * this.columns + column]!;
      }
    }
    return weight;
  }
}

export class Placement {
  private readonly standing: Box[] = [];
  private readonly taken: Box[] = [];
  private readonly dots: (Spot & { radius: number })[] = [];

  private readonly window: Box;
  private readonly lines: LineGrid;
  private readonly softDots: Spot[];

  /** Names stand within `window`, and rather not on `lines` or on `softDots`. */
  constructor(window: Box, lines: LineGrid, softDots: Spot[] = []) {
    this.window = window;
    this.lines = lines;
    this.softDots = softDots;
  }

  /** Bar a box: a marker or a control. */
  bar(box: Box): void {
    this.standing.push(box);
  }

  /** Place a label if one of its boxes is free. */
  place<C extends Candidate>(candidate: C): Placed<C> | null {
    const { dot, aside } = candidate;
    if (dot && (!this.isSeen(dot) || this.meetsDot(dot))) return null;
    if (dot && isUnder(this.taken, dot)) return null;
    const hasDot = dot !== undefined && !isUnder(this.standing, dot);
    if (dot && !hasDot && !aside) return null;
    const box = this.best(candidate, dot && !hasDot ? aside! : candidate.boxes);
    if (!box) return null;
    this.taken.push(box);
    if (hasDot) this.dots.push(dot);
    return { candidate, box, hasDot };
  }

  private best({ margin, dot, home }: Candidate, boxes: Box[]): Box | null {
    let best: Box | null = null;
    let least = Infinity;
    boxes.forEach((box, preference) => {
      if (least === 0 || !this.isFree(box, margin, dot)) return;
      const isBeyond = (share: number): boolean => home !== undefined && this.isBeyond(home, box, share);
      if (BODY.some(isBeyond)) return;
      // A line under the name is worse than any less usual position beside the dot.
      const cost = this.lines.under(box) + 2 * this.softDotsUnder(box, dot) + END_COST * ENDS.filter(isBeyond).length + preference * 0.1;
      if (cost < least) {
        least = cost < 0.05 ? 0 : cost;
        best = box;
      }
    });
    return best;
  }

  private isBeyond(home: Spot & { held: number }, { left, right, top, bottom }: Box, share: number): boolean {
    const x = (left + right) / 2 + share * (right - left);
    return this.lines.between(home.x, home.y, x, (top + bottom) / 2) >= home.held;
  }

  private isFree(box: Box, margin: number, own?: Spot): boolean {
    if (box.left < this.window.left + 2 || box.right > this.window.right - 2) return false;
    if (box.top < this.window.top + 2 || box.bottom > this.window.bottom - 2) return false;
    if (this.standing.some((other) => meets(box, other, Math.min(margin, 2)))) return false;
    if (this.taken.some((other) => meets(box, other, margin))) return false;
    return !this.dots.some((dot) => dot !== own && near(box, dot, dot.radius + 2));
  }

  private isSeen({ x, y, radius }: Spot & { radius: number }): boolean {
    const { left, top, right, bottom } = this.window;
    return x >= left + radius && x <= right - radius && y >= top + radius && y <= bottom - radius;
  }

  private meetsDot(dot: Spot & { radius: number }): boolean {
    return this.dots.some((other) => Math.hypot(other.x - dot.x, other.y - dot.y) < other.radius + dot.radius + 1);
  }

  private softDotsUnder(box: Box, own?: Spot): number {
    let count = 0;
    for (const dot of this.softDots) if ((own === undefined || dot.x !== own.x || dot.y !== own.y) && near(box, dot, 4)) count++;
    return count;
  }
}

const isUnder = (boxes: Box[], dot: Spot & { radius: number }): boolean =>
  boxes.some((box) => near(box, dot, dot.radius + 1));

function near(box: Box, spot: Spot, room: number): boolean {
  return (
    spot.x > box.left - room && spot.x < box.right + room && spot.y > box.top - room && spot.y < box.bottom + room
  );
}
