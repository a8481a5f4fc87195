// A line or an area, with all of its parts and holes, whose corners can be moved.

import type { Story } from "../data/page_data.ts";
import type { Geometry } from "./checked_geometry.ts";
import { Corners } from "./corners.ts";
import { editTools, MANY, ownCorners } from "./edit_tools.ts";
import { decimalsAt, EditedPositions, type Nested, type Simple } from "./edited_geometry.ts";
import type { Tools } from "./tools.ts";

export type Shape = Exclude<Simple, { type: "Point" | "MultiPoint" }>;

export const isShape = (geometry: Geometry): geometry is Shape => /LineString|Polygon/.test(geometry.type);

/** A longitude in the middle of the story: on a map that runs past 180 degrees, places are moved by whole turns. */
export const middleOf = ({ bounds }: Story): number => (bounds ? (bounds[0] + bounds[2]) / 2 : 0);

export class EditedShape {
  readonly #positions = new EditedPositions((lat, lng) => L.latLng(lat, lng));
  readonly #layer: L.Polyline | L.Polygon;
  readonly #corners: Corners;
  #decimals: number;

  constructor(
    tools: Tools,
    private readonly shape: Shape,
    className: string,
    edited: () => void,
  ) {
    const positions = this.#positions.latLngs(shape, middleOf(tools.story)) as L.LatLng[];
    const isArea = shape.type.endsWith("Polygon");
    const editOptions = { skipMiddleMarkers: countOf(positions) > MANY };
    const kind = isArea ? "place-area" : "place-line";
    const options = { className: `place-path ${kind} is-active ${className}`, editOptions };
    this.#decimals = decimalsAt(tools.map.getZoom());
    this.#corners = new Corners(tools, () => {
      this.#decimals = decimalsAt(tools.map.getZoom());
      edited();
    });
    this.#layer = shapeLayer(isArea, positions, options);
    editTools(tools.map);
    ownCorners(this.#layer, this.#corners);
    // A press on it, or on a corner, is none on the map; and no corner goes by a mere press.
    this.#layer.on("click", (event) => L.DomEvent.stop(event));
    this.#layer.on("editable:vertex:rawclick", (event) => {
      const { vertex, cancel } = event as L.Editable.VertexEvent;
      cancel();
      this.#corners.pressed(vertex);
    });
    this.#layer.addTo(tools.map);
    this.#layer.enableEdit(tools.map);
  }

  geometry(): Simple | null {
    return this.#positions.geometry(this.shape.type, this.#layer.getLatLngs() as Nested, this.#decimals);
  }

  stop(): void {
    this.#corners.stop();
    this.#layer.disableEdit();
    this.#layer.remove();
  }
}

function shapeLayer(isArea: boolean, positions: L.LatLng[], options: L.PolylineOptions): L.Polyline | L.Polygon {
  return isArea ? L.polygon(positions, options) : L.polyline<GeoJSON.LineString>(positions, options);
}

function countOf(positions: Nested): number {
  return Array.isArray(positions) ? positions.reduce((sum, one) => sum + countOf(one), 0) : 1;
}
