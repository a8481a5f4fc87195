// A finger that pulls a sheet up or down, told apart from one that scrolls what is in it. By touches, not by pointers: only
// they let a script take one direction and leave the other to the browser, in every engine.

export interface Pulls {
  /** Whether an upward pull moves the sheet: otherwise it scrolls. */
  canRise: () => boolean;
  begin: () => void;
  /** Pixels down from where the finger began. */
  move: (by: number) => void;
  /** `speed` is in pixels a millisecond, downwards. */
  end: (by: number, speed: number) => void;
}

/** Pixels: a finger that moves less may still press. */
const SLOP = 4;
/** Milliseconds: a finger that rests before it is lifted has no speed. */
const REST = 100;

export function watchPulls(sheet: HTMLElement, pulls: Pulls): void {
  let from: { clientX: number; clientY: number } | null = null;
  let isPulling = false;
  let last = { y: 0, time: 0, speed: 0 };

  const isPull = (event: TouchEvent, right: number, down: number): boolean =>
    event.cancelable && Math.abs(down) > Math.abs(right) && (down > 0 ? isAtTop(event.target, sheet) : pulls.canRise());

  const end = (event: TouchEvent): void => {
    const speed = event.type === "touchend" && event.timeStamp - last.time < REST ? last.speed : 0;
    if (isPulling && from) pulls.end(last.y - from.clientY, speed);
    isPulling = false;
    from = null;
  };

  sheet.addEventListener(
    "touchstart",
    (event) => {
      if (isPulling) end(event);
      const [touch, second] = event.touches;
      // A copy: Safari moves a touch along with its finger.
      from = touch && !second ? { clientX: touch.clientX, clientY: touch.clientY } : null;
    },
    { passive: true },
  );
  sheet.addEventListener(
    "touchmove",
    (event) => {
      const [touch] = event.touches;
      if (!from || !touch) return;
      const [right, down] = [touch.clientX - from.clientX, touch.clientY - from.clientY];
      if (!isPulling) {
        if (Math.hypot(right, down) < SLOP) return;
        if (!isPull(event, right, down)) {
          from = null;
          return;
        }
        isPulling = true;
        last = { y: from.clientY, time: event.timeStamp, speed: 0 };
        pulls.begin();
      }
      event.preventDefault();
      const time = event.timeStamp - last.time;
      last = {
        y: touch.clientY,
        time: event.timeStamp,
        speed: time > 0 ? (touch.clientY - last.y) / time : last.speed,
      };
      pulls.move(down);
    },
    { passive: false },
  );
  sheet.addEventListener("touchend", end);
  sheet.addEventListener("touchcancel", end);
}

/** Whether nothing under the finger has been scrolled. */
function isAtTop(target: EventTarget | null, sheet: HTMLElement): boolean {
  for (let at = target as Element | null; at && sheet.contains(at); at = at.parentElement)
    if (at.scrollTop > 0) return false;
  return true;
}
