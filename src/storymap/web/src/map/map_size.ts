// How large the map is in the reader's own letters: on a small one there are fewer things. Style sheets ask for the
// classes, modules for `isSmall`; both are decided again when the window or the letters change.

/** In letters (rem): a map that is narrower or lower than this is small. */
const SMALL = { width: 30, height: 28 };
/** So low, a map has room for one row of buttons and nothing below it. */
const LOW = 15;
/** So narrow, the row has no room for the steps. */
const TIGHT = 15;

export interface MapSize {
  /** Buttons that are not needed all the time are behind others. */
  isSmall: boolean;
  /** Scale and credits have the map's lower edge, and buttons stand above it. */
  isNarrow: boolean;
  isTight: boolean;
  isLow: boolean;
}

/** The size class of a map of this width and height, in pixels; `letter` is the root's font size in pixels. */
export function mapSize(width: number, height: number, letter: number): MapSize {
  const isNarrow = width < SMALL.width * letter;
  const isSmall = isNarrow || height < SMALL.height * letter;
  return { isSmall, isNarrow, isTight: width < TIGHT * letter, isLow: height < LOW * letter };
}

export const isSmall = (map: L.Map): boolean => map.getContainer().classList.contains("is-small");

/** Keep the classes on the map as its size is; nothing is decided from a size of 0. */
export function watchMapSize(map: L.Map): void {
  const container = map.getContainer();
  const decide = (): void => {
    const { clientWidth: width, clientHeight: height } = container;
    if (!width || !height) return;
    // As style sheets have it; the units of containers are younger than our oldest browsers.
    container.style.setProperty("--map-width", `${width}px`);
    container.style.setProperty("--map-height", `${height}px`);
    const size = mapSize(width, height, parseFloat(getComputedStyle(document.documentElement).fontSize));
    const before = container.className;
    container.classList.toggle("is-small", size.isSmall);
    container.classList.toggle("is-narrow", size.isNarrow);
    container.classList.toggle("is-tight", size.isTight);
    container.classList.toggle("is-low", size.isLow);
    if (container.className !== before) map.fire("controlschange");
  };
  // As wide as a letter: it tells when a reader changes the size of letters and nothing else.
  const letter = L.DomUtil.create("span", "letter", container);
  letter.setAttribute("aria-hidden", "true");
  const sizes = new ResizeObserver(decide);
  sizes.observe(letter);
  sizes.observe(container);
  decide();
}
