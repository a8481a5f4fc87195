// Whether a finger or a button of the mouse is down: until it is up, nothing moves under it.

/** The pointers that are down, and the fingers: a finger that scrolls the page is no pointer any more. */
const down = new Set<number>();
let fingers = 0;
const waiting = new Set<() => void>();

export const isHeld = (): boolean => down.size > 0 || fingers > 0;

/** Call when nothing is down any more; a function that waits already is called once. */
export function whenReleased(then: () => void): void {
  if (isHeld()) waiting.add(then);
  else then();
}

/** Watch the pointers; `pressed` is called when one comes down. */
export function watchPointers(pressed: () => void): void {
  const options = { capture: true, passive: true };
  const changed = (): void => {
    if (isHeld()) return;
    const all = [...waiting];
    waiting.clear();
    for (const then of all) then();
  };
  window.addEventListener(
    "pointerdown",
    ({ pointerId }) => {
      down.add(pointerId);
      pressed();
    },
    options,
  );
  const lift = ({ pointerId }: PointerEvent): void => {
    down.delete(pointerId);
    changed();
  };
  for (const type of ["pointerup", "pointercancel"] as const) window.addEventListener(type, lift, options);
  // A mouse that was let go outside the window comes back without a button.
  window.addEventListener("pointermove", (event) => event.buttons === 0 && down.size && lift(event), options);
  for (const type of ["touchstart", "touchend", "touchcancel"] as const) {
    window.addEventListener(
      type,
      ({ touches }) => {
        fingers = touches.length;
        changed();
      },
      options,
    );
  }
}
