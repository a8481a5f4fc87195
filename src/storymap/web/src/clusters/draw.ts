// Draws discs with a number for clusters, small shapes for places, and numbered ones for places that are listed.

import type { ClusterPalette } from "./palette.ts";

/** A symbol on the canvas: its middle in pixels, and half of its size. */
export interface ClusterSymbol {
  x: number;
  y: number;
  radius: number;
  kind: "cluster" | "numbered" | "dot";
  colour: string;
  /** An SVG path in a box of 24 by 24. */
  shape: string;
  /** The digits on it; "" for none. */
  digits: string;
}

const NUMBERED = 15;
const DOT = 6;
const LEAST = 10.5;
const GROWTH = 3.75;
/** Between the digits and the edge of a disc. */
const AIR = 5;
const TURN = 2 * Math.PI;
const BOX = 24;

export const RADII = { numbered: NUMBERED, dot: DOT };

/** Half the size of a cluster's disc: it grows with the number of digits rather than with the number. */
export const discRadius = (count: number, digitsWidth: number): number =>
  Math.round(Math.max(LEAST + GROWTH * Math.log10(count), digitsWidth / 2 + AIR));

export class ClusterRenderer {
  readonly #paths = new Map<string, Path2D>();
  readonly #widths = new Map<string, number>();

  constructor(
    private readonly canvas: CanvasRenderingContext2D,
    readonly palette: ClusterPalette,
  ) {}

  get digitsFont(): string {
    return `650 11.5px ${this.palette.sans}`;
  }

  /** Of a listed place, and of any other. */
  labelFont(isListed: boolean): string {
    return `${isListed ? 600 : 400} ${this.palette.labelSize} ${this.palette.sans}`;
  }

  width(text: string, font: string): number {
    const key = `${font} ${text}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      this.canvas.font = font;
      width = this.canvas.measureText(text).width;
      this.#widths.set(key, width);
    }
    return width;
  }

  draw(symbol: ClusterSymbol, isQuiet: boolean): void {
    if (symbol.kind === "cluster") this.#disc(symbol, isQuiet);
    else this.#shape(symbol, isQuiet);
  }

  label(text: string, left: number, middle: number, isStrong: boolean): void {
    const { canvas, palette } = this;
    canvas.font = this.labelFont(isStrong);
    canvas.textAlign = "left";
    canvas.textBaseline = "middle";
    canvas.lineJoin = "round";
    canvas.strokeStyle = palette.halo;
    canvas.lineWidth = 3;
    canvas.strokeText(text, left, middle);
    canvas.fillStyle = isStrong ? palette.ink : palette.mixed;
    canvas.fillText(text, left, middle);
  }

  #disc({ x, y, radius, colour, digits }: ClusterSymbol, isQuiet: boolean): void {
    const { canvas, palette } = this;
    canvas.beginPath();
    canvas.arc(x, y, radius + 1.5, 0, TURN);
    canvas.fillStyle = palette.panel;
    canvas.fill();
    canvas.beginPath();
    canvas.arc(x, y, radius - 1, 0, TURN);
    canvas.fillStyle = colour;
    canvas.globalAlpha = isQuiet ? 0 : 0.12;
    canvas.fill();
    canvas.globalAlpha = 1;
    canvas.strokeStyle = colour;
    canvas.lineWidth = isQuiet ? 1 : 1.25;
    canvas.globalAlpha = 0.7;
    canvas.stroke();
    canvas.globalAlpha = 1;
    this.#digits(digits, x, y, colour, this.digitsFont);
  }

  #shape({ x, y, radius, kind, colour, shape, digits }: ClusterSymbol, isQuiet: boolean): void {
    const { canvas, palette } = this;
    const path = this.#paths.get(shape) ?? new Path2D(shape);
    this.#paths.set(shape, path);
    const isNumbered = kind === "numbered";
    // As the markers' own symbols, which have an edge of 2 around a box of 24.
    const scale = (2 * radius) / (isNumbered ? BOX + 4 : BOX);
    canvas.save();
    canvas.translate(x, y);
    canvas.scale(scale, scale);
    canvas.translate(-BOX / 2, -BOX / 2);
    canvas.lineJoin = "round";
    canvas.strokeStyle = isQuiet ? colour : palette.panel;
    canvas.lineWidth = (isNumbered ? 2 : 2.5) / scale;
    canvas.stroke(path);
    canvas.fillStyle = isQuiet ? palette.panel : colour;
    canvas.fill(path);
    canvas.restore();
    if (digits) this.#digits(digits, x, y, isQuiet ? colour : palette.onColour, this.#numberFont(digits));
  }

  #numberFont(digits: string): string {
    const size = digits.length < 3 ? 12 : digits.length === 3 ? 9.5 : 7.5;
    return `700 ${size}px ${this.palette.sans}`;
  }

  #digits(text: string, x: number, y: number, colour: string, font: string): void {
    const { canvas } = this;
    canvas.font = font;
    canvas.textAlign = "center";
    canvas.textBaseline = "middle";
    canvas.fillStyle = colour;
    // The middle of a line is above the middle of its digits.
    canvas.fillText(text, x, y + 0.5);
  }
}
