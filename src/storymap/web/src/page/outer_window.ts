// The window around a framed page. A page that is as high as its text scrolls nowhere itself: what its reader sees, and how
// far that is scrolled, the page around it says.

/** Where the window around the frame begins and how high it is, in pixels of the framed page. */
export interface OuterWindow {
  top: number;
  height: number;
}

/** How the page around the frame brings a part of this one into sight; `middle`, into the middle of its window. */
type Scroller = (part: { top: number; height: number; middle: boolean }) => void;

const WHOLE = "is-whole";
let outer: OuterWindow | null = null;
let scroller: Scroller | null = null;
/** The width for which the height of the map above the text was decided. */
let width = 0;

/** Whether the frame is as high as its text, so that the page itself never scrolls. */
export const isWhole = (): boolean => document.documentElement.classList.contains(WHOLE);

/** Lay the page out as a whole, or as a window in which it scrolls. */
export const layOutWhole = (whole: boolean): boolean => document.documentElement.classList.toggle(WHOLE, whole);

/** The window around a page that does not scroll itself, if that is known. */
export const outerWindow = (): OuterWindow | null => (isWhole() ? outer : null);

/** How far the reader has scrolled into the page, in pixels. */
export const scrolledBy = (): number => Math.max(0, outerWindow()?.top ?? window.scrollY);

/** Scroll by the page around the frame, where it can. */
export function scrollOuter(target: Element, middle: boolean): boolean {
  if (!scroller || !outerWindow()) return false;
  const { top, height } = target.getBoundingClientRect();
  // Not under the map that goes along.
  const above = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  scroller({ top: Math.max(0, top - above), height: height + above, middle });
  return true;
}

/** The window around the frame was scrolled or has another size. */
export function setOuterWindow(next: OuterWindow, scroll: Scroller): void {
  const { classList, style } = document.documentElement;
  outer = next;
  scroller = scroll;
  classList.add("has-outer-window");
  style.setProperty("--outer-top", `${next.top}px`);
  style.setProperty("--outer-height", `${next.height}px`);
  // A phone's window gets higher while it is scrolled: the text must not move for that.
  if (width !== window.innerWidth) style.setProperty("--outer-row", `${next.height}px`);
  width = window.innerWidth;
  if (isWhole()) window.dispatchEvent(new Event("scroll"));
}
