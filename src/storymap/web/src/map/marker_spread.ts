// Markers that would hide each other are pushed apart on the screen; a hairline ties each to where the place is.

// biome-ignore-all lint/style/noNonNullAssertion: an index here runs below the length of its array.

export interface Dot {
  x: number;
  y: number;
}

// The picture follows the same rule (rendering/static_map/marker_spread.py); a test puts the same points through both.

/** Of a symbol, in pixels. */
export const SIZE = 30;
/** Pixels between symbols that were pushed apart: touching ones can be told apart, the thumb needs a little more. */
export const GAP = 4;
/** Two symbols may be squares, which touch at their corners: so much more of the distance they need across or down. */
export const BOXES = (SIZE + GAP) / (SIZE + 1);
/** Of a symbol's size: pushed so far, a hairline ties it to its place. */
export const HAIRLINE_FROM = 1 / 4;
const ROUNDS = 80;
/** Beyond this many, pushing apart would cost more than a frame, and would not help. */
export const MOST = 300;

/**
 * Offsets in pixels, one for each dot, after which no two are nearer than `distance` (if there is room). The dot at the
 * index `pinned`, if there is one, stays, and the others make way for it.
 */
export function spread(dots: readonly Dot[], distance: number, pinned = -1): Dot[] {
  const moved = dots.map((dot) => ({ ...dot }));
  for (let round = 0; round < ROUNDS; round++) {
    let wasNear = false;
    for (let i = 0; i < moved.length; i++) {
      for (let j = i + 1; j < moved.length; j++) {
        if (pushApart(moved[i]!, moved[j]!, distance, i * 2.4 + j, moved[pinned])) wasNear = true;
      }
    }
    if (!wasNear) break;
  }
  return dots.map(({ x, y }, i) => ({ x: moved[i]!.x - x, y: moved[i]!.y - y }));
}

/**
 * Push two dots that are nearer than `distance` away from each other; `angle` is for two at one point. `pinned`
 * leaves the whole way to the other. Were they near?
 */
function pushApart(a: Dot, b: Dot, distance: number, angle: number, pinned: Dot | undefined): boolean {
  let dx = b.x - a.x;
  let dy = b.y - a.y;
  // Most are far apart.
  if (Math.abs(dx) >= distance || Math.abs(dy) >= distance) return false;
  // Not Math.hypot, nor bare sines: engines differ in their last digit, and eighty rounds would let that grow.
  let apart = Math.min(Math.sqrt(dx * dx + dy * dy), BOXES * Math.max(Math.abs(dx), Math.abs(dy)));
  if (apart >= distance) return false;
  if (apart < 0.01) {
    // One on top of the other: any direction will do, if it is the same each time.
    dx = thousandths(Math.cos(angle));
    dy = thousandths(Math.sin(angle));
    apart = 1;
  }
  const push = (distance - Math.min(apart, distance) + 0.5) / 2 / apart;
  const [first, second] = a === pinned ? [0, 2] : b === pinned ? [2, 0] : [1, 1];
  a.x -= dx * push * first;
  a.y -= dy * push * first;
  b.x += dx * push * second;
  b.y += dy * push * second;
  return true;
}

const thousandths = (value: number): number => Math.round(value * 1000) / 1000;
