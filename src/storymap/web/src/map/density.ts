// A window that goes to a sharper screen, and a page that is enlarged, change their pixels: canvases are drawn anew.

/** Fire "densitychange" on the map whenever a pixel of the page has become more or fewer of the screen's. */
export function watchDensity(map: L.Map): void {
  // A query knows one density, so each change asks for the next.
  const watch = (): void =>
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", changed, { once: true });
  const changed = (): void => {
    watch();
    map.fire("densitychange");
  };
  watch();
}
