// The map alone in its frame: how high it would like to be, and where a sheet goes when there is room for both.

const LOWEST = 360;
const HIGHEST = 640;
const SHAPE = 0.625;
/** Less of the map than this beside an open sheet is no map: the sheet lies over it then. */
const LEAST_MAP = 150;
export const isFramed = (): boolean => window.parent !== window;

export const isMapAlone = (): boolean => document.documentElement.dataset["view"] === "map";

/** The height in pixels that suits a map of this width. It depends on nothing else, so a frame that obeys comes to rest. */
export function mapHeight(width: number): number {
  return Math.round(Math.min(HIGHEST, Math.max(LOWEST, width * SHAPE)));
}

/** How high a frame would have to be to show all of the page, in pixels; 0 where nothing is laid out. */
export function wantedHeight(): number {
  const root = document.documentElement;
  if (isMapAlone()) return root.clientWidth && mapHeight(root.clientWidth) + sheetHeight();
  return Math.ceil(document.body.getBoundingClientRect().height);
}

/** Keep the map above an open sheet: what was decided from the map's size is decided again where that is watched. */
export function keepMapAboveSheet(): void {
  const sheet = document.querySelector(".sheet");
  if (!isMapAlone() || !sheet) return;
  const share = (): void => {
    // For the map nothing changes behind a sheet that is pulled up.
    if (sheet.matches(".is-full")) return;
    const height = sheetHeight();
    const room = window.innerHeight - height < LEAST_MAP ? 0 : height;
    document.documentElement.style.setProperty("--sheet-room", `${room}px`);
  };
  window.addEventListener("resize", share);
  new ResizeObserver(share).observe(sheet);
}

let lastHeight = 0;

/** Of the open sheet; of one that is pulled up that which it had before. */
function sheetHeight(): number {
  const sheet = document.querySelector<HTMLElement>(".sheet");
  if (!sheet?.matches(".is-full")) lastHeight = sheet?.offsetHeight ?? 0;
  return lastHeight;
}
