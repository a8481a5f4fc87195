// Markers that would hide each other are pushed apart on the screen; a hairline ties each to where the place is.

export interface Dot {
  x: number;
  y: number;
}

const ROUNDS = 80;
/** Beyond this many, pushing apart would cost more than a frame, and would not help. */
export const MOST = 300;

/** Offsets in pixels, one for each dot, after which no two are nearer than `distance` (if there is room). */
export function spread(dots: readonly Dot[], distance: number): Dot[] {
  const moved = dots.map((dot) => ({ ...dot }));
  // The indices run below the lengths: hence "!".
  for (let round = 0; round < ROUNDS; round++) {
    let crowded = false;
    for (let i = 0; i < moved.length; i++) {
      for (let j = i + 1; j < moved.length; j++) {
        const a = moved[i]!;
        const b = moved[j]!;
        let dx = b.x - a.x;
        let dy = b.y - a.y;
        let apart = Math.hypot(dx, dy);
        if (apart >= distance) continue;
        crowded = true;
        if (apart < 0.01) {
          // One on top of the other: any direction will do, if it is the same each time.
          dx = Math.cos(i * 2.4 + j);
          dy = Math.sin(i * 2.4 + j);
          apart = 1;
        }
        const push = (distance - Math.min(apart, distance) + 0.5) / 2 / apart;
        a.x -= dx * push;
        a.y -= dy * push;
        b.x += dx * push;
        b.y += dy * push;
      }
    }
    if (!crowded) break;
  }
  return dots.map(({ x, y }, i) => ({ x: moved[i]!.x - x, y: moved[i]!.y - y }));
}
