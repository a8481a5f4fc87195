// The places on the map: folium's layers, found by place_id, with numbered symbols that never hide each other.

import { boxesOf, meets } from "./boxes.ts";
import { CLOSEST, union, type Box } from "./camera.ts";
import type { Place, Story } from "../data/page_data.ts";
import { foliumLayers } from "../data/page_data.ts";
import type { CrowdView } from "../data/cluster_api.ts";
import { placeOf } from "../data/place_lookup.ts";
import type { Crowd } from "../data/point_table.ts";
import { element } from "../page/dom.ts";
import { placeLabels } from "./place_labels.ts";
import { GAP, HAIRLINE_FROM, MOST, spread } from "./marker_spread.ts";
import { SIZE, symbol } from "./symbols.ts";
import { words } from "../page/i18n.ts";

const DISTANCE = SIZE + GAP;

const FEW = 60;

/** The places that have no markers until they are opened or read. */
export interface CrowdOnMap {
  rows: Crowd;
  view: CrowdView;
}

export interface Pin {
  placeId: string;
  place: Place;
  marker: L.Marker;
  label: HTMLElement;
  /** Pixels from where the place is to where its symbol stands. */
  offset: L.Point;
}

export class Atlas {
  readonly pins: Pin[] = [];
  private emphasised: ReadonlySet<string> | null = null;
  private active: string | null = null;
  private readonly paths = new Map<string, L.Path[]>();
  private readonly parents = new Map<L.Layer, L.LayerGroup>();
  private readonly hairlines = L.layerGroup();
  private arranged = "";
  /** Markers of places of the crowd, by place, as long as they are open, read or pointed at. */
  private crowd: CrowdOnMap | null = null;
  private readonly called = new Map<string, Pin>();
  private asked: string | null = null;
  private echoed: string | null = null;

  constructor(
    readonly map: L.Map,
    private readonly story: Story,
    private readonly nameOf: (placeId: string) => string,
    private readonly onPick: (placeId: string, opener: HTMLElement | null) => void,
  ) {
    map.eachLayer((layer) => {
      if (layer instanceof L.LayerGroup) layer.eachLayer((child) => this.parents.set(child, layer));
    });
    map.eachLayer((layer) => {
      const placeId = placeIdOf(layer) ?? placeIdOf(this.parents.get(layer));
      const place = placeId === undefined ? undefined : placeOf(story, placeId);
      if (placeId === undefined || place === undefined) return;
      if (layer instanceof L.Marker) {
        this.addPin(placeId, place, layer);
      } else if (layer instanceof L.Path) {
        this.addPath(placeId, place, layer);
      }
    });
    this.pins.sort((a, b) => a.place.number - b.place.number);
    // The tab key walks the markers in the order of the text.
    for (const { marker } of this.pins) {
      const icon = marker.getElement();
      icon?.parentElement?.append(icon);
    }
    this.hairlines.addTo(map);
    map.on("zoomend resize layeradd layerremove", () => this.arrange());
    map.on("moveend resize controlschange", () => this.letter());
    this.arrange();
  }

  /** Look after the crowd, too. */
  join(crowd: CrowdOnMap): void {
    this.crowd = crowd;
    this.letter();
  }

  /** The middles of the symbols that are shown, in pixels of the map's layers. */
  get symbols(): L.Point[] {
    const shown = this.pins.filter((pin) => this.map.hasLayer(pin.marker));
    return shown.map(({ marker, offset }) => this.map.latLngToLayerPoint(marker.getLatLng()).add(offset));
  }

  /** The marker of a place; of several the one nearest to the middle of the view. Shows its layer if that is hidden. */
  pin(placeId: string): Pin | undefined {
    if (this.pointOf(placeId)) {
      this.asked = placeId;
      this.call();
    }
    const pins = this.pins.filter((pin) => pin.placeId === placeId);
    const centre = this.map.getCenter();
    pins.sort((a, b) => centre.distanceTo(a.marker.getLatLng()) - centre.distanceTo(b.marker.getLatLng()));
    const [nearest] = pins;
    if (nearest && !this.map.hasLayer(nearest.marker)) this.map.addLayer(this.group(nearest.marker));
    return nearest;
  }

  /** Mark one place as open, and take the mark from all others. */
  mark(placeId: string | null): void {
    this.active = placeId;
    this.asked = null;
    this.call();
    this.stack();
  }

  /** A name in the text or in the list is pointed at: show where its place is. */
  echo(placeId: string | null): void {
    this.echoed = placeId;
    this.call();
  }

  /** What has the focus on the map for a place whose marker was there only while it was open. */
  handleOf(placeId: string): HTMLElement | undefined {
    return this.crowd && this.pointOf(placeId) ? this.crowd.view.handleOf(placeId) : undefined;
  }

  /** Bring these places forward and quiet the others; null takes the difference away. */
  emphasise(places: ReadonlySet<string> | null): void {
    this.emphasised = places;
    this.call();
    this.crowd?.view.quiet(places !== null);
    this.stack();
  }

  /** What a place covers, in degrees, or null if it is not on the map. */
  box(placeId: string): Box | null {
    const pins = this.pins.filter((pin) => pin.placeId === placeId).map(({ marker }) => pointBox(marker.getLatLng()));
    const shapes = (this.paths.get(placeId) ?? []).map((path) => boundsBox((path as L.Polyline).getBounds()));
    // A shape says more than the marker on it.
    const boxes = shapes.length ? shapes : pins;
    if (boxes.length) return union(boxes);
    const point = this.pointOf(placeId);
    return point && pointBox(point);
  }

  /** The closest zoom at which a place is seen whole. */
  fit(placeId: string): number {
    const box = this.box(placeId);
    if (!box) return this.map.getMaxZoom();
    return Math.min(CLOSEST, this.map.getBoundsZoom(L.latLngBounds([box.south, box.west], [box.north, box.east])));
  }

  /** Keep the symbols apart on the way to another zoom, if there are few enough to do so between two frames. */
  arrangeInFlight(): void {
    if (this.pins.length <= FEW) this.arrange();
  }

  /** Make markers for those places of the crowd that need one now, and take away those that need none any more. */
  private call(): void {
    if (!this.crowd) return;
    const { rows, view } = this.crowd;
    const places = [this.asked, this.active, this.echoed, ...(this.emphasised ?? [])].filter(
      (placeId): placeId is string => placeId !== null && this.pointOf(placeId) !== null,
    );
    const wanted = new Set([...new Set(places)].slice(0, FEW));
    const before = [...this.called.keys()].join();
    for (const [placeId, { marker }] of this.called) {
      if (wanted.has(placeId)) continue;
      this.called.delete(placeId);
      this.pins.splice(this.pins.findIndex((pin) => pin.marker === marker), 1);
      (this.parents.get(marker) ?? this.map).removeLayer(marker);
      this.parents.delete(marker);
    }
    for (const placeId of wanted) {
      if (this.called.has(placeId)) continue;
      const group = foliumLayers(this.story)[rows.layerAt(rows.rowOf(placeId))];
      const marker = L.marker(this.pointOf(placeId)!);
      const pin = this.addPin(placeId, placeOf(this.story, placeId)!, marker);
      if (group) this.parents.set(marker, group);
      (group ?? this.map).addLayer(marker);
      this.called.set(placeId, pin);
    }
    if (before === [...this.called.keys()].join()) return;
    view.leaveOut(wanted);
    this.arrange();
  }

  /** Where a place is that is on the map in the crowd only. */
  private pointOf(placeId: string): L.LatLng | null {
    const point = this.crowd?.rows.pointAt(this.crowd.rows.rowOf(placeId));
    return point ? L.latLng(point.lat, point.lng) : null;
  }

  /** Set the order of the symbols, one above the other, and how loud each is. */
  private stack(): void {
    for (const { placeId, place, marker } of this.pins) {
      const loud = this.emphasised?.has(placeId) ?? true;
      const height = (placeId === this.active ? 10_000 : loud ? 4_000 : 0) + 2 * Math.max(0, 1_000 - place.number);
      // Of hundreds of places, a passage changes a few.
      if (marker.options.zIndexOffset !== height) marker.setZIndexOffset(height);
      this.tone(marker.getElement(), placeId);
    }
    for (const [placeId, paths] of this.paths) for (const path of paths) this.tone(path.getElement(), placeId);
  }

  private tone(part: Element | undefined, placeId: string): void {
    part?.classList.toggle("is-quiet", this.emphasised !== null && !this.emphasised.has(placeId));
    part?.classList.toggle("is-read", this.emphasised?.has(placeId) ?? false);
    part?.classList.toggle("is-active", placeId === this.active);
  }

  private addPin(placeId: string, place: Place, marker: L.Marker): Pin {
    const name = this.nameOf(placeId);
    const isTold = Object.prototype.hasOwnProperty.call(this.story.places, placeId);
    const pin: Pin = { placeId, place, marker, label: element("span", { class: "place-label", "aria-hidden": "true" }, name), offset: L.point(0, 0) };
    this.pins.push(pin);
    const label = (): void => {
      const icon = marker.getElement();
      icon?.setAttribute("role", "button");
      icon?.setAttribute("aria-label", isTold ? words.marker(place.number, name) : name);
      icon?.setAttribute("data-place", placeId);
      icon?.append(pin.label);
      this.tone(icon, placeId);
    };
    marker.setIcon(
      L.divIcon({
        className: `place-marker colour-${place.colour}`,
        html: symbol(place, this.story, isTold) as unknown as HTMLElement,
        iconSize: [SIZE, SIZE],
      }),
    );
    marker.options.riseOnHover = true;
    marker.on("add", label);
    marker.on("click", () => this.onPick(placeId, marker.getElement() ?? null));
    marker.on("keydown", (event) => {
      const key = (event as L.LeafletKeyboardEvent).originalEvent;
      if (key.key !== "Enter" && key.key !== " ") return;
      key.preventDefault();
      this.onPick(placeId, marker.getElement() ?? null);
    });
    label();
    return pin;
  }

  private addPath(placeId: string, place: Place, path: L.Path): void {
    const area = path instanceof L.Polygon;
    const paths = this.paths.get(placeId) ?? [];
    this.paths.set(placeId, [...paths, path]);
    // The style sheet draws it: colours follow the theme and the reader's light or dark.
    const dress = (): void => {
      const drawn = path.getElement();
      drawn?.classList.add("place-path", area ? "place-area" : "place-line", `colour-${place.colour}`);
      drawn?.setAttribute("data-place", placeId);
      this.tone(drawn, placeId);
    };
    path.on("add", dress);
    dress();
    path.on("click", (event) => {
      L.DomEvent.stop(event);
      this.onPick(placeId, this.pin(placeId)?.marker.getElement() ?? null);
    });
    if (area) path.bringToBack();
  }

  private group(layer: L.Layer): L.Layer {
    const parent = this.parents.get(layer);
    return parent === undefined ? layer : this.group(parent);
  }

  /** How many symbols have a button, the legend or another symbol on them. */
  get hidden(): number {
    const symbols = boxesOf(this.map, ".place-marker .symbol");
    const standing = [...boxesOf(this.map, ".leaflet-control"), ...symbols];
    return symbols.filter((symbol) => standing.some((other) => other !== symbol && meets(symbol, other, 2))).length;
  }

  /** Push crowded markers apart at this zoom, and draw the hairlines to the true places. */
  private arrange(): void {
    const shown = this.pins.filter((pin) => this.map.hasLayer(pin.marker));
    const key = shown.map((pin) => pin.place.number).join() + this.map.getZoom();
    if (key === this.arranged) return;
    this.arranged = key;
    this.hairlines.clearLayers();
    const zoom = this.map.getZoom();
    const dots = shown.map((pin) => this.map.project(pin.marker.getLatLng(), zoom));
    const offsets = shown.length > MOST ? dots.map(() => ({ x: 0, y: 0 })) : spread(dots, DISTANCE);
    shown.forEach((pin, i) => {
      const { x, y } = offsets[i]!;
      pin.offset = L.point(Math.round(x), Math.round(y));
      const icon = pin.marker.getElement();
      if (icon) {
        icon.style.marginLeft = `${pin.offset.x - SIZE / 2}px`;
        icon.style.marginTop = `${pin.offset.y - SIZE / 2}px`;
      }
      if (Math.hypot(x, y) < SIZE * HAIRLINE_FROM) return;
      const true_ = pin.marker.getLatLng();
      const tip = this.map.unproject(dots[i]!.add([x, y]), zoom);
      const colour = `hairline colour-${pin.place.colour}`;
      L.polyline([true_, tip], { className: colour, interactive: false, smoothFactor: 0 }).addTo(this.hairlines);
      L.circleMarker(true_, { radius: 2.5, className: `${colour} hairline-end`, interactive: false }).addTo(this.hairlines);
    });
    this.letter();
  }

  /** Put the names beside the symbols, what is read first, then in the order of the numbers, as long as there is room. */
  letter(): void {
    const { x: right, y: bottom } = this.map.getSize();
    const standing = [...boxesOf(this.map, ".leaflet-control"), ...(this.crowd?.view.discs() ?? [])];
    // What is being read is named first.
    const loud = (pin: Pin): number => Number(this.emphasised?.has(pin.placeId) ?? false);
    const shown = this.pins.filter((pin) => this.map.hasLayer(pin.marker)).sort((a, b) => loud(b) - loud(a)).slice(0, MOST);
    const labels = shown.map(({ marker, label, offset }) => {
      const { x, y } = this.map.latLngToContainerPoint(marker.getLatLng()).add(offset);
      return { x, y, width: label.offsetWidth, height: label.offsetHeight };
    });
    const boxes = placeLabels(labels, SIZE / 2, { left: 0, top: 0, right, bottom }, standing);
    shown.forEach(({ label }, i) => {
      const box = boxes[i];
      label.classList.toggle("is-placed", Boolean(box));
      if (!box) return;
      label.style.left = `${Math.round(box.left - labels[i]!.x + SIZE / 2)}px`;
      label.style.top = `${Math.round(box.top - labels[i]!.y + SIZE / 2)}px`;
    });
    this.crowd?.view.letterSoon();
    this.map.fire("labelled");
  }
}

const pointBox = ({ lat, lng }: L.LatLng): Box => ({ west: lng, south: lat, east: lng, north: lat });

const boundsBox = (bounds: L.LatLngBounds): Box => ({
  west: bounds.getWest(),
  south: bounds.getSouth(),
  east: bounds.getEast(),
  north: bounds.getNorth(),
});

function placeIdOf(layer: L.Layer | undefined): string | undefined {
  const feature = (layer as { feature?: GeoJSON.Feature } | undefined)?.feature;
  const placeId: unknown = feature?.properties?.["place_id"];
  return typeof placeId === "string" ? placeId : undefined;
}
