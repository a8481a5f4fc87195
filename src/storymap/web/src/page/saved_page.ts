// A page that was saved after it ran, by a browser or an archive, holds what an earlier run of this script made. (The map
// and the classes of the root are emptied before folium's script, see rendering/page_assets.py.)

const MADE =
  ".sheet, .share-note, .quote-bar, .steps-bar, .steps-start, .places-tools, .places-back, .rows, .place-card > .place-excerpts, .places-unlisted";

/** Take what an earlier run made out of the document. `numberOf` gives the number of the place with an entry in the list. */
export function clearEarlierRun(numberOf: (entry: HTMLElement) => number): void {
  const made = document.querySelectorAll(MADE);
  if (!made.length) return;
  for (const part of made) part.remove();
  for (const button of document.querySelectorAll(".place-open")) button.replaceWith(...button.childNodes);
  for (const part of document.querySelectorAll(".is-current, .is-highlighted, .article .is-read, .is-step"))
    part.classList.remove("is-current", "is-highlighted", "is-read", "is-step");
  document.querySelector(".live-region")?.replaceChildren();
  const entries = [...document.querySelectorAll<HTMLElement>("#places .place-card")];
  for (const entry of entries.sort((a, b) => numberOf(a) - numberOf(b))) {
    entry.hidden = false;
    entry.parentElement?.append(entry);
  }
}
