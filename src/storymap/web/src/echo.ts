// A name, its marker, its area and its entry in the list light up together, under the pointer and in focus.

export function echoPlaces(): void {
  let current: string | undefined;
  const light = (event: Event): void => {
    const target = event.target instanceof Element ? event.target : null;
    const placeId = target?.closest<HTMLElement | SVGElement>("[data-place]")?.dataset["place"];
    if (placeId === current) return;
    current = placeId;
    for (const old of document.querySelectorAll(".is-echoed")) old.classList.remove("is-echoed");
    if (placeId === undefined) return;
    for (const part of document.querySelectorAll(`[data-place="${placeId}"]`)) part.classList.add("is-echoed");
  };
  for (const type of ["mouseover", "focusin", "focusout"]) document.addEventListener(type, light);
}
