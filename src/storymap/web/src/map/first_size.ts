// A page in a frame that is not shown yet has no size: what is decided from one waits until there is one.

/** What waits for a map's first size. */
const waiting: (() => void)[] = [];

export const hasSize = (map: L.Map): boolean => {
  const { clientWidth, clientHeight } = map.getContainer();
  return clientWidth > 0 && clientHeight > 0;
};

/** Call when the map has a size: now, or as soon as it has been shown. */
export function whenSized(map: L.Map, then: () => void): void {
  if (hasSize(map)) then();
  else waiting.push(then);
}

/** The map may have a size now: call what waits for it. Returns whether anything did. */
export function sized(map: L.Map): boolean {
  if (!hasSize(map) || !waiting.length) return false;
  for (const then of waiting.splice(0)) then();
  return true;
}
