// leaflet-editable on the page's map, with corners that know the keyboard.

import "leaflet-editable";
import { element } from "../page/dom.ts";
import type { Corners } from "./corners.ts";

/** Whose corners they are: a drawing's are its own, and are no buttons. */
const owners = new WeakMap<L.Layer, Corners>();

export const ownCorners = (layer: L.Layer, corners: Corners): void => void owners.set(layer, corners);

/** Beyond so many corners, those between them are left out: nobody could tell them apart. */
export const MANY = 300;

export function editTools(map: L.Map): L.Editable {
  if (map.editTools) return map.editTools;
  const tools = new L.Editable(map, {
    // Above the symbols, of which one stands on its line.
    zIndex: 40_000,
    vertexMarkerClass: cornerClass(),
    middleMarkerClass: middleClass(),
    lineGuideOptions: { className: "working-guide", dashArray: "4 6", weight: 1.5 },
  });
  // What is between two corners is left out where they are nearer than three times its size.
  tools.createVertexIcon = ({ className }) =>
    L.divIcon({ className, iconSize: isMiddle(className) ? [10, 10] : [24, 24] });
  map.editTools = tools;
  return tools;
}

const isMiddle = (className: string): boolean => className.includes("leaflet-middle-icon");

/** Leaflet's classes are there when this runs, not when it is loaded. */
function cornerClass(): typeof L.Editable.VertexMarker {
  return class extends L.Editable.VertexMarker {
    override onAdd(map: L.Map): this {
      super.onAdd(map);
      dress(this.getElement(), "working-vertex");
      owners.get(this.editor.feature)?.added(this);
      return this;
    }

    override onRemove(map: L.Map): this {
      owners.get(this.editor.feature)?.removed(this);
      super.onRemove(map);
      return this;
    }
  };
}

/** For a pointer alone: by key a corner is added after another. */
function middleClass(): typeof L.Editable.MiddleMarker {
  return class extends L.Editable.MiddleMarker {
    // Its constructor puts it onto the map: it can have no fields of its own yet.
    override onAdd(map: L.Map): this {
      super.onAdd(map);
      dress(this.getElement(), "working-middle");
      makePullable(this);
      return this;
    }

    /** leaflet-editable puts a corner in its place under the pointer, which a finger loses. */
    override onMouseDown(): undefined {
      return undefined;
    }
  };
}

/** Pulled or pressed, what is between two corners becomes one. */
function makePullable(middle: L.Editable.MiddleMarker): void {
  const { editor, latlngs, right } = middle;
  let corner: L.LatLng | null = null;
  const begin = (): void => {
    const index = latlngs.indexOf(right.latlng);
    corner = middle.getLatLng().clone();
    // Before a ring's first corner is after its last: the first stays the first.
    latlngs.splice(index || latlngs.length, 0, corner);
  };
  const end = (): void => {
    editor.reset();
    if (corner) owners.get(editor.feature)?.inserted(corner);
  };
  middle.on("dragstart", begin);
  middle.on("drag", () => {
    const { lat, lng } = middle.getLatLng();
    if (corner) Object.assign(corner, { lat, lng });
    editor.feature.redraw();
  });
  middle.on("dragend", end);
  middle.on("click", () => {
    begin();
    end();
  });
}

function dress(icon: HTMLElement | undefined, name: string): void {
  icon?.classList.add(name);
  icon?.setAttribute("tabindex", "-1");
  icon?.removeAttribute("role");
  icon?.setAttribute("aria-hidden", "true");
  icon?.replaceChildren(element("span"));
}
