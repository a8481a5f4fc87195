// The map alone in its frame: how high it would like to be, and where a sheet goes when there is room for both.

const LOWEST = 360;
const HIGHEST = 640;
const SHAPE = 0.625;
/** Less of the map than this beside an open sheet is no map: the sheet lies over it then. */
const LEAST_MAP = 150;
/** Pixels between the edge of the map and the symbol that a sheet speaks of. */
const CLEAR = 48;

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

/** Keep the map above an open sheet, with the symbol in sight that the sheet speaks of. */
export function keepMapAboveSheet(map: L.Map): void {
  const sheet = document.querySelector(".sheet");
  if (!isMapAlone() || !sheet) return;
  const share = (): void => {
    const height = sheetHeight();
    const room = window.innerHeight - height < LEAST_MAP ? 0 : height;
    document.documentElement.style.setProperty("--sheet-room", `${room}px`);
    map.invalidateSize({ animate: false });
    const symbol = height ? map.getContainer().querySelector(".place-marker.is-active") : null;
    if (!symbol) return;
    const frame = map.getContainer().getBoundingClientRect();
    const { left, top, width } = symbol.getBoundingClientRect();
    const at = map.containerPointToLatLng([left - frame.left + width / 2, top - frame.top + width / 2]);
    map.panInside(at, { padding: [CLEAR, CLEAR], animate: false });
  };
  window.addEventListener("resize", share);
  new ResizeObserver(share).observe(sheet);
}

function sheetHeight(): number {
  return Math.ceil(document.querySelector(".sheet")?.getBoundingClientRect().height ?? 0);
}
