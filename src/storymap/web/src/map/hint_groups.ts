// Which places share a hint: far ones in one direction, and those for which there is no hint left. The picture's rules are
// those of rendering/static_map/hint_groups.py; a test compares them.

/** What is pointed at, from the middle of the window, in pixels. */
export interface Target {
  x: number;
  y: number;
}

/** How many hints there are on a map of at least this width and height, in pixels. */
const MOST = [
  { width: 480, height: 400, hints: 4 },
  { width: 320, height: 320, hints: 2 },
  { width: 280, height: 240, hints: 1 },
];
/** Far is what lies so many times farther from the middle than the window's corner. */
const FAR = 2;
/** Far places share a hint within this angle; others the nearest hint within the wider one, in radians. */
const ONE_DIRECTION = Math.PI / 10;
const NEAR_DIRECTION = Math.PI / 3;

/** How many hints a map of this size has at most. */
export const mostHints = (width: number, height: number): number =>
  MOST.find((size) => width >= size.width && height >= size.height)?.hints ?? 0;

/** Groups of indices, at most `most`; the first targets weigh most. What is in no group has no hint near its direction. */
export function groupTargets(targets: readonly Target[], corner: number, most: number): number[][] {
  const groups: number[][] = [];
  const turn = (a: number, b: number): number => between(targets[a], targets[b]);
  const isFar = (i: number): boolean => Math.hypot(targets[i]?.x ?? 0, targets[i]?.y ?? 0) > FAR * corner;
  const left: number[] = [];
  for (const i of targets.keys()) {
    const shared = groups.find(
      ([first]) => first !== undefined && isFar(first) && isFar(i) && turn(first, i) <= ONE_DIRECTION,
    );
    if (shared) shared.push(i);
    else if (groups.length < most) groups.push([i]);
    else left.push(i);
  }
  for (const i of left) {
    const [nearest] = [...groups].sort(([a = 0], [b = 0]) => turn(a, i) - turn(b, i));
    if (nearest?.[0] !== undefined && turn(nearest[0], i) <= NEAR_DIRECTION) nearest.push(i);
  }
  return groups;
}

/** The angle between the directions of two targets. */
function between(a: Target | undefined, b: Target | undefined): number {
  if (!a || !b) return Infinity;
  const turn = Math.abs(Math.atan2(a.y, a.x) - Math.atan2(b.y, b.x));
  return Math.min(turn, 2 * Math.PI - turn);
}
