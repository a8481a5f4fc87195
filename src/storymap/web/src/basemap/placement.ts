// Where labels go: greedily, in the order of their weight, each at the best of its positions. A position is barred by
// markers, controls and other labels, and spoilt by lines and dots under it.

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

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
}

export interface Placed<C extends Candidate> {
  candidate: C;
  box: Box;
}

const CELL = 8;

/** Which cells of the window a line runs through: coarse, but one look-up a cell instead of a test a segment. */
export class LineGrid {
  private readonly cells: Uint8Array;
  private readonly columns: number;
  private readonly rows: number;

  constructor(width: number, height: number) {
    this.columns = Math.ceil(width / CELL);
    this.rows = Math.ceil(height / CELL);
    this.cells = new Uint8Array(this.columns * this.rows);
  }

  /** Mark the cells along a segment. */
  add(ax: number, ay: number, bx: number, by: number): void {
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(bx - ax), Math.abs(by - ay)) / (CELL / 2)));
    // A segment from far outside would take as many steps as it is long: only what is near the window counts.
    if (steps > 4 * (this.columns + this.rows)) return;
    for (let i = 0; i <= steps; i++) {
      const column = Math.floor((ax + ((bx - ax) * i) / steps) / CELL);
      const row = Math.floor((ay + ((by - ay) * i) / steps) / CELL);
      if (column >= 0 && column < this.columns && row >= 0 && row < this.rows) {
        this.cells[row * this.columns + column] = 1;
      }
    }
  }

  /** How many marked cells a box covers. */
  under(box: Box): number {
    let count = 0;
    const last = Math.min(this.columns - 1, Math.floor(box.right / CELL));
    const bottom = Math.min(this.rows - 1, Math.floor(box.bottom / CELL));
    for (let row = Math.max(0, Math.floor(box.top / CELL)); row <= bottom; row++) {
      for (let column = Math.max(0, Math.floor(box.left / CELL)); column <= last; column++) {
        count += this.cells[row * this.columns + column]!;
      }
    }
    return count;
  }
}

export class Placement {
  private readonly taken: Box[] = [];
  private readonly dots: (Spot & { radius: number })[] = [];

  constructor(
    private readonly window: Box,
    private readonly lines: LineGrid,
    private readonly softDots: Spot[] = [],
  ) {}

  /** Bar a box: a marker or a control. */
  bar(box: Box): void {
    this.taken.push(box);
  }

  /** Place a label if one of its boxes is free. */
  place<C extends Candidate>(candidate: C): Placed<C> | null {
    const { dot, margin } = candidate;
    if (dot && this.dotIsCovered(dot)) return null;
    let best: Box | null = null;
    let least = Infinity;
    candidate.boxes.forEach((box, preference) => {
      if (least === 0 || !this.isFree(box, margin, dot)) return;
      // A line under the name is worse than any less usual position beside the dot.
      const cost = 3 * this.lines.under(box) + 2 * this.softDotsUnder(box, dot) + preference * 0.1;
      if (cost < least) {
        least = cost < 0.05 ? 0 : cost;
        best = box;
      }
    });
    if (!best) return null;
    this.taken.push(best);
    if (dot) this.dots.push(dot);
    return { candidate, box: best };
  }

  private isFree(box: Box, margin: number, own?: Spot): boolean {
    if (box.left < this.window.left + 2 || box.right > this.window.right - 2) return false;
    if (box.top < this.window.top + 2 || box.bottom > this.window.bottom - 2) return false;
    for (const other of this.taken) {
      if (
        box.left - margin < other.right &&
        box.right + margin > other.left &&
        box.top - margin < other.bottom &&
        box.bottom + margin > other.top
      ) {
        return false;
      }
    }
    return !this.dots.some((dot) => dot !== own && near(box, dot, dot.radius + 2));
  }

  private dotIsCovered(dot: Spot & { radius: number }): boolean {
    const room = dot.radius + 1;
    return (
      this.taken.some((box) => near(box, dot, room)) ||
      this.dots.some((other) => Math.hypot(other.x - dot.x, other.y - dot.y) < other.radius + room)
    );
  }

  private softDotsUnder(box: Box, own?: Spot): number {
    let count = 0;
    for (const dot of this.softDots) if ((own === undefined || dot.x !== own.x || dot.y !== own.y) && near(box, dot, 4)) count++;
    return count;
  }
}

function near(box: Box, spot: Spot, room: number): boolean {
  return (
    spot.x > box.left - room && spot.x < box.right + room && spot.y > box.top - room && spot.y < box.bottom + room
  );
}
