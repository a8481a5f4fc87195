// Markers that would hide each other are pushed apart on the screen; a hairline ties each to where the place is.

export interface Dot {
  x: number;
  y: number;
}

// The picture follows the same rule (rendering/static_map/marker_spread.py); a test puts the same points through both.

/** Pixels between symbols that were pushed apart: touching ones can be told apart, the thumb needs a little more. */
export const GAP = 4;
/** Of a symbol's size: pushed so far, a hairline ties it to its place. */
export const HAIRLINE_FROM = 1 / 4;
const ROUNDS = 80;
/** Beyond this many, pushing apart would cost more than a frame, and would not help. */
export const MOST = 300;

/** Offsets in pixels, one for each dot, after which no two are nearer than `distance` (if there is room). */
export function spread(dots: readonly Dot[], distance: number): Dot[] {
  const moved = dots.map((dot) => ({ ...dot }));
  for (let round = 0; round < ROUNDS; round++) {
    let wasNear = false;
    for (let i = 0; i < moved.length; i++) {
      for (let j = i + 1; j < moved.length; j++) {
        const a = moved[i]!;
        const b = moved[j]!;
        let dx = b.x - a.x;
        let dy = b.y - a.y;
        // Not Math.hypot, nor bare sines: engines differ in their last digit, and eighty rounds would let that grow.
        let apart = Math.sqrt(dx * dx + dy * dy);
        if (apart >= distance) continue;
        wasNear = true;
        if (apart < 0.01) {
          // One on top of the other: any direction will do, if it is the same each time.
          dx = thousandths(Math.cos(i * 2.4 + j));
          dy = thousandths(Math.sin(i * 2.4 + j));
          apart = 1;
        }
        const push = (distance - Math.min(apart, distance) + 0.5) / 2 / apart;
        a.x -= dx * push;
        a.y -= dy * push;
        b.x += dx * push;
        b.y += dy * push;
      }
    }
    if (!wasNear) break;
  }
  return moved.map((dot, i) => ({ x: dot.x - dots[i]!.x, y: dot.y - dots[i]!.y }));
}

const thousandths = (value: number): number => Math.round(value * 1000) / 1000;
