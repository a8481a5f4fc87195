// How heavy the lines are under the labels: coarse, but one look-up a cell instead of a test a segment.

import type { PixelBox } from "../data/pixel_box.ts";
import { layout } from "./label_style.ts";

const { cell: CELL, dividing: DIVIDING } = layout.lines;

/** How heavy a line runs through each cell of the window. */
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
      const cell = this.cellAt(ax + ((bx - ax) * i) / steps, ay + ((by - ay) * i) / steps);
      if (cell >= 0) this.cells[cell] = Math.max(this.cells[cell]!, weight);
    }
  }

  /** The heaviest line between two points, but for a light one that the first point stands on. */
  between(ax: number, ay: number, bx: number, by: number): number {
    const steps = Math.max(1, Math.ceil(Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2) / (CELL / 2)));
    let heaviest = 0;
    let left = false;
    for (let i = 0; i <= steps; i++) {
      const cell = this.cellAt(ax + ((bx - ax) * i) / steps, ay + ((by - ay) * i) / steps);
      if (cell < 0) continue;
      const weight = this.cells[cell]!;
      if (weight === 0) left = true;
      else if (left || weight >= DIVIDING) heaviest = Math.max(heaviest, weight);
    }
    return heaviest;
  }

  /** The weight of all cells that a box covers. */
  under(box: PixelBox): number {
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

  /** The number of the cell at a point, or -1 outside the window. */
  private cellAt(x: number, y: number): number {
    const column = Math.floor(x / CELL);
    const row = Math.floor(y / CELL);
    return column >= 0 && column < this.columns && row >= 0 && row < this.rows ? row * this.columns + column : -1;
  }
}
