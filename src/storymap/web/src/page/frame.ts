// The page in a frame: which view it shows, and where a sheet goes when there is room for it and the map.

/** Less of the map than this beside an open sheet is no map: the sheet lies over it then. */
const LEAST_MAP = 150;

export const isMapAlone = (): boolean => document.documentElement.dataset["view"] === "map";

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
export function sheetHeight(): number {
  const sheet = document.querySelector<HTMLElement>(".sheet");
  if (!sheet?.matches(".is-full")) lastHeight = sheet?.offsetHeight ?? 0;
  return lastHeight;
}
