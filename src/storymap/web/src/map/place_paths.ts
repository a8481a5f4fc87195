// The lines and areas of the places.

import type { Place } from "../data/page_data.ts";
import { type BBox, leafletBBox } from "./bbox.ts";
import type { MarkerActions } from "./place_marker.ts";

export class PlacePaths {
  readonly #paths = new Map<string, L.Polyline[]>();

  constructor(private readonly actions: Pick<MarkerActions, "pick" | "drawn">) {}

  /** Make a path of Leaflet's into that of a place. */
  add(path: L.Polyline, placeId: string, place: Place): void {
    const isArea = path instanceof L.Polygon;
    this.#paths.set(placeId, [...(this.#paths.get(placeId) ?? []), path]);
    // The style sheet draws it: colours follow the theme and the reader's light or dark.
    const describe = (): void => {
      const drawn = path.getElement();
      if (!drawn) return;
      drawn.classList.add(
        "place-path",
        isArea ? "place-area" : "place-line",
        `role-${place.role}`,
        `colour-${place.colour}`,
      );
      drawn.setAttribute("data-place", placeId);
      this.actions.drawn(drawn, placeId);
    };
    path.on("add", describe);
    describe();
    path.on("click", (event) => {
      L.DomEvent.stop(event);
      this.actions.pick(placeId, null);
    });
    if (isArea) path.bringToBack();
  }

  /** The area of a place as it is drawn; null if it has none. */
  areaOf(placeId: string): SVGGeometryElement | null {
    const area = this.of(placeId).find((path) => path instanceof L.Polygon);
    const drawn = area?.getElement();
    return drawn instanceof SVGGeometryElement ? drawn : null;
  }

  of(placeId: string): readonly L.Polyline[] {
    return this.#paths.get(placeId) ?? [];
  }

  bboxesOf(placeId: string): BBox[] {
    return this.of(placeId).map((path) => leafletBBox(path.getBounds()));
  }

  /** Style all paths anew. */
  restyle(): void {
    for (const [placeId, paths] of this.#paths)
      for (const path of paths) this.actions.drawn(path.getElement(), placeId);
  }
}
