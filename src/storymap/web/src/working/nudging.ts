// Moving by the arrow keys, a pixel at a time, with Shift ten.

const DIRECTIONS: Record<string, [number, number]> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** Pixels that a key asks for; null for a key that moves nothing. */
export function nudge(
  event: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">,
  large = 10,
  small = 1,
): [number, number] | null {
  const direction = DIRECTIONS[event.key];
  if (!direction || event.ctrlKey || event.metaKey || event.altKey) return null;
  const pixels = event.shiftKey ? large : small;
  return [direction[0] * pixels, direction[1] * pixels];
}

export const isDeletion = ({ key }: Pick<KeyboardEvent, "key">): boolean => key === "Delete" || key === "Backspace";
