// Boxes on the map's window, in pixels, and what stands there already.

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The boxes of all that a selector finds on the map, with some air around each. */
export function boxesOf(map: L.Map, selector: string, air = 0): Box[] {
  const frame = map.getContainer().getBoundingClientRect();
  return [...map.getContainer().querySelectorAll(selector)].flatMap((found) => {
    const { left, top, right, bottom, width } = found.getBoundingClientRect();
    if (width === 0) return [];
    return {
      left: left - frame.left - air,
      right: right - frame.left + air,
      top: top - frame.top - air,
      bottom: bottom - frame.top + air,
    };
  });
}

export const meets = (a: Box, b: Box, margin: number): boolean =>
  a.left - margin < b.right && a.right + margin > b.left && a.top - margin < b.bottom && a.bottom + margin > b.top;
