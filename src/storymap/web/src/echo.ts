// A name, its marker, its area and its entry in the list light up together, under the pointer and in focus.

/** `pointed` is told which place is pointed at elsewhere than on the map, or that none is. */
export function echoPlaces(pointed: (placeId: string | null) => void): void {
  let current: string | undefined;
  const light = (event: Event): void => {
    const target = event.target instanceof Element ? event.target : null;
    const placeId = target?.closest<HTMLElement | SVGElement>("[data-place]")?.dataset["place"];
    if (placeId === current) return;
    current = placeId;
    pointed(target?.closest(".leaflet-container") ? null : (placeId ?? null));
    for (const old of document.querySelectorAll(".is-echoed")) old.classList.remove("is-echoed");
    if (placeId === undefined) return;
    for (const part of document.querySelectorAll(`[data-place="${placeId}"]`)) part.classList.add("is-echoed");
  };
  for (const type of ["mouseover", "focusin", "focusout"]) document.addEventListener(type, light);
}
