// The places on the map: folium's layers, found by place_id, with numbered symbols that never hide each other.

import type { Story } from "../data/page_data.ts";
import { placeOf } from "../data/place_lookup.ts";
import { areaSpots } from "./area_spots.ts";
import { type BBox, pointBBox, union } from "./bbox.ts";
import type { SymbolPoint } from "./camera.ts";
import { ClusteredMarkers, type Clusters, FEW } from "./clustered_markers.ts";
import { Emphasis } from "./emphasis.ts";
import { boxesOverMap } from "./free_room.ts";
import { Hairlines } from "./hairlines.ts";
import { LayerTree } from "./layer_tree.ts";
import { labelMarkers } from "./marker_labels.ts";
import { setTargets } from "./marker_targets.ts";
import { type MarkerActions, namingRank, type PlaceMarker } from "./place_marker.ts";
import { PlaceMarkers } from "./place_markers.ts";
import { PlacePaths } from "./place_paths.ts";

export class PlaceLayer {
  readonly markers: PlaceMarkers;
  /** What a filter leaves of the places: null for all. */
  kept: ReadonlySet<string> | null = null;
  readonly #paths: PlacePaths;
  readonly #tree: LayerTree;
  readonly #emphasis = new Emphasis();
  readonly #hairlines: Hairlines;
  #clustered: ClusteredMarkers | undefined;
  /** The first labels wait for `settle`: until then the map is put together. */
  #isDue = true;
  /** A place that is pointed at. */
  #highlighted: string | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly story: Story,
    actions: Pick<MarkerActions, "nameOf" | "pick">,
  ) {
    const drawn = this.#emphasis.style.bind(this.#emphasis);
    const pick = (placeId: string): void => actions.pick(placeId, this.show(placeId)?.marker.getElement() ?? null);
    this.#tree = new LayerTree(map);
    this.markers = new PlaceMarkers(map, story, this.#tree, { ...actions, drawn });
    this.#paths = new PlacePaths({ pick, drawn });
    map.eachLayer((layer) => {
      const placeId = this.#tree.placeIdOf(layer);
      const place = placeId === undefined ? undefined : placeOf(story, placeId);
      if (placeId === undefined || !place) return;
      if (layer instanceof L.Marker) this.markers.add(layer, placeId);
      else if (layer instanceof L.Polyline) this.#paths.add(layer, placeId, place);
    });
    this.markers.sort();
    for (const one of this.markers.all)
      if (one.place.role === "setting" && this.#paths.areaOf(one.placeId)) one.quietForm = "name";
    this.#hairlines = new Hairlines(map);
    map.on("zoomend resize layeradd layerremove", () => this.#arrange());
    map.on("moveend resize controlschange", () => this.label());
    this.#arrange();
  }

  /** Look after the clustered places, too. */
  addClusters(clusters: Clusters): void {
    this.#clustered = new ClusteredMarkers(this.story, clusters, this.markers, this.#tree);
    this.label();
  }

  /** The marker of a place, which is made for a clustered one; see `PlaceMarkers.show`. */
  show(placeId: string): PlaceMarker | undefined {
    this.#emphasis.requested = placeId;
    this.#showClustered();
    const shown = this.markers.show(placeId);
    this.#arrange();
    return shown;
  }

  /** Mark one place as open, and take the mark from all others. */
  open(placeId: string | null): void {
    this.#emphasis.active = placeId;
    this.#emphasis.requested = null;
    this.#showClustered();
    this.#restyle();
  }

  /** A name in the text or in the list is pointed at: show where its place is. */
  highlight(placeId: string | null): void {
    this.#highlighted = placeId;
    this.#showClustered();
  }

  /** Bring these places forward and quiet the others; null takes the difference away. */
  emphasise(places: ReadonlySet<string> | null): void {
    this.#emphasis.read = places;
    this.#showClustered();
    this.#clustered?.view.quiet(places !== null);
    this.#restyle();
    this.map.fire("placesread", { places });
  }

  /** Leave these places on the map, or all: what is filtered out comes back only to be opened. */
  filter(places: ReadonlySet<string> | null): void {
    this.kept = places;
    this.#tree.keep(places);
    this.#clustered?.view.keep(places);
    this.markers.sort();
    this.#arrange();
    this.label();
  }

  /** A place has moved. */
  moved(): void {
    this.#hairlines.forget();
    this.#arrange();
  }

  /** What has the focus on the map for a place whose marker was there only while it was open. */
  buttonFor(placeId: string): HTMLElement | undefined {
    return this.#clustered?.pointOf(placeId) ? this.#clustered.view.buttonFor(placeId) : undefined;
  }

  /** The line or area of a place that Leaflet draws. */
  pathsOf(placeId: string): readonly L.Polyline[] {
    return this.#paths.of(placeId);
  }

  /** What a place covers, or null if it is not on the map. */
  bboxOf(placeId: string): BBox | null {
    const shapes = this.#paths.bboxesOf(placeId);
    // A shape says more than the marker on it.
    const boxes = shapes.length ? shapes : this.markers.of(placeId).map(({ marker }) => pointBBox(marker.getLatLng()));
    if (boxes.length) return union(boxes);
    const point = this.#clustered?.pointOf(placeId);
    return point ? pointBBox(point) : null;
  }

  /** All that want a symbol on the map, the weightiest first, of which some have to be seen. */
  symbols(isSeen: (placeId: string, at: L.LatLng) => boolean): SymbolPoint[] {
    return this.#emphasis.wanting(this.markers.shown).map(({ placeId, marker }) => {
      const { lat, lng } = marker.getLatLng();
      return { lat, lng, isSeen: isSeen(placeId, marker.getLatLng()), isPinned: this.#isOpen(placeId) };
    });
  }

  /** Keep the symbols apart on the way to another zoom, if there are few enough to do so between two frames. */
  arrangeWhileFlying(): void {
    if (this.markers.all.length <= FEW) this.#arrange();
  }

  /** Label the markers, what is read first, then symbols, areas, dots, each by number, as long as there is room. */
  label(): void {
    if (!this.#isDue) queueMicrotask(() => this.settle());
    this.#isDue = true;
  }

  /** Label now what waits for the end of the turn: in one the map may move, and what lies over it change, several times. */
  settle(): void {
    if (!this.#isDue) return;
    this.#isDue = false;
    const over = boxesOverMap(this.map);
    const discs = this.#clustered?.view.discs() ?? [];
    const obstacles = [...over, ...discs];
    const rank = (one: PlaceMarker): number => 4 * this.#emphasis.level(one.placeId) + namingRank(one);
    labelMarkers(
      this.map,
      this.markers.shown.sort((a, b) => rank(b) - rank(a)),
      obstacles,
      (placeId, width) => {
        const area = this.#paths.areaOf(placeId);
        return area ? areaSpots(this.map, area, width) : [];
      },
    );
    setTargets(
      this.map,
      this.markers.shown.sort((a, b) => namingRank(b) - namingRank(a) || b.place.weight - a.place.weight),
      over,
      discs,
    );
    this.#clustered?.view.labelSoon();
    this.map.fire("labelled");
  }

  /** Set the order of the symbols, one above the other, and how much each place stands out. */
  #restyle(): void {
    this.#arrange();
    for (const one of this.markers.all) this.#emphasis.stack(one);
    this.#paths.restyle();
  }

  /** Make markers for those clustered places that need one now, and take away those that need none any more. */
  #showClustered(): void {
    const wanted = [this.#emphasis.requested, this.#emphasis.active, this.#highlighted, ...(this.#emphasis.read ?? [])];
    if (this.#clustered?.show(wanted)) this.#arrange();
  }

  /** Push the markers apart at this zoom; what has moved is labelled anew. */
  #arrange(): void {
    const { shown } = this.markers;
    const wanting = this.#emphasis.wanting(shown);
    const isPinned = wanting[0] !== undefined && this.#isOpen(wanting[0].placeId);
    if (!this.#hairlines.arrange(shown, wanting, isPinned)) return;
    for (const one of shown) this.#emphasis.stack(one);
    this.label();
  }

  #isOpen(placeId: string): boolean {
    return placeId === this.#emphasis.active;
  }
}
