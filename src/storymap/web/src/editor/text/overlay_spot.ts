// Where something stands that lies over the page, beside a box of it.

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Size {
  width: number;
  height: number;
}

const GAP = 8;

/** A box of a message, which is in the frame's window, in the window around it. */
export const inWindow = (
  box: readonly [number, number, number, number],
  frame: { left: number; top: number },
): Box => ({
  left: box[0] + frame.left,
  top: box[1] + frame.top,
  right: box[2] + frame.left,
  bottom: box[3] + frame.top,
});

/** Left and top of something of this size: under the box, above it where there is no room, always in the room. */
export function besideBox(box: Box, size: Size, room: Box): { left: number; top: number } {
  const below = box.bottom + GAP;
  const above = box.top - GAP - size.height;
  const top = below + size.height <= room.bottom || above < room.top ? below : above;
  const centred = (box.left + box.right - size.width) / 2;
  return {
    left: clamp(centred, room.left + GAP, room.right - GAP - size.width),
    top: clamp(top, room.top + GAP, room.bottom - GAP - size.height),
  };
}

/** Whether any of the box is in the room. */
export const isInSight = (box: Box, room: Box): boolean =>
  box.bottom > room.top && box.top < room.bottom && box.right > room.left && box.left < room.right;

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));
