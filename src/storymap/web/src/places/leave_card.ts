// The tab key at either end of a card that was just opened. A card stands elsewhere in the document than what it was opened
// from: at the end of the page, or among the map's controls. The focus goes on from where the reader was.

const STOPS = "a[href], button:not([hidden]), input, [tabindex='0']";

/** Call `leave`, which gives the focus back, when the tab key leaves the card; later the card is where it stands. */
export function onLeaving(card: HTMLElement, leave: () => void): void {
  let isFirst = true;
  card.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !card.contains(relatedTarget as Node)) isFirst = false;
  });
  card.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || !isFirst) return;
    const stops = [...card.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.getClientRects().length);
    const [first, last] = [stops[0] ?? card, stops[stops.length - 1] ?? card];
    const { activeElement } = document;
    if (event.shiftKey ? activeElement !== card && activeElement !== first : activeElement !== last) return;
    leave();
    // Forward, the browser itself goes on from there.
    if (event.shiftKey) event.preventDefault();
  });
}
