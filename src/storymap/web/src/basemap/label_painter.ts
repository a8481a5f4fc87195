// Paints placed labels on a canvas.

import type { Placed } from "./label_placement.ts";
import { fontOf, layout } from "./label_style.ts";
import type { BasemapPalette } from "./palette.ts";
import type { StyledLabel } from "./styled_label.ts";

/** Paint labels, their dots first, so that no dot lies on a word. */
export function paintLabels(
  canvas: CanvasRenderingContext2D,
  placed: readonly Placed<StyledLabel>[],
  palette: BasemapPalette,
): void {
  for (const one of placed) if (one.hasDot) paintDot(canvas, one.candidate, palette);
  canvas.textBaseline = "middle";
  canvas.textAlign = "left";
  canvas.lineJoin = "round";
  for (const one of placed) paintText(canvas, one, palette);
  spaceLetters(canvas, 0);
}

/** Set so many pixels after each letter of what is measured and painted next; return what the canvas will leave. */
export function spaceLetters(canvas: CanvasRenderingContext2D, spacing: number): number {
  // Firefox 102 and Safari before 17 have none.
  if (!("letterSpacing" in canvas)) return 0;
  canvas.letterSpacing = `${spacing}px`;
  return spacing;
}

function paintDot(canvas: CanvasRenderingContext2D, { dot, label }: StyledLabel, palette: BasemapPalette): void {
  if (!dot) return;
  const { isCapital } = label;
  canvas.beginPath();
  canvas.arc(dot.x, dot.y, dot.radius, 0, 2 * Math.PI);
  canvas.lineWidth = isCapital ? layout.dot.capital_outline : layout.dot.outline;
  canvas.fillStyle = isCapital ? palette.halo : palette.dot;
  canvas.strokeStyle = isCapital ? palette.dot : palette.halo;
  if (!isCapital) canvas.stroke();
  canvas.fill();
  if (isCapital) canvas.stroke();
}

function paintText(
  canvas: CanvasRenderingContext2D,
  { candidate, box, turned }: Placed<StyledLabel>,
  palette: BasemapPalette,
): void {
  const { rule, size, dot, lines } = candidate;
  canvas.font = fontOf(rule, size, palette);
  const spacing = spaceLetters(canvas, candidate.spacing);
  canvas.strokeStyle = palette[rule.halo];
  canvas.lineWidth = rule.halo_width;
  canvas.fillStyle = palette[rule.colour];
  const middle = turned ? 0 : (box.left + box.right) / 2;
  const first = turned ? (-size * layout.line_height) / 2 : box.top;
  canvas.save();
  if (turned) canvas.transform(turned.right, turned.down, -turned.down, turned.right, turned.x, turned.y);
  lines.forEach(({ text, width }, i) => {
    // The space after the last letter is not part of what is in the middle.
    const left = dot ? box.left : middle - width / 2 + spacing / 2;
    const top = first + size * layout.line_height * (i + 0.5);
    canvas.strokeText(text, left, top);
    canvas.fillText(text, left, top);
  });
  canvas.restore();
}
