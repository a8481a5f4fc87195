// What we use of leaflet-editable 1.3: it brings no types. Loading it adds to Leaflet's own classes.

declare module "leaflet-editable";

declare namespace L {
  interface EditableOptions {
    skipMiddleMarkers?: boolean;
    lineGuideOptions?: L.PolylineOptions;
    zIndex?: number;
    vertexMarkerClass?: typeof Editable.VertexMarker;
    middleMarkerClass?: typeof Editable.MiddleMarker;
  }

  /** The tools of a map, which `map.editTools` holds. */
  class Editable extends L.Evented {
    constructor(map: L.Map, options?: EditableOptions);
    startPolyline(latlng?: L.LatLng, options?: L.PolylineOptions): L.Polyline;
    startPolygon(latlng?: L.LatLng, options?: L.PolylineOptions): L.Polygon;
    startMarker(latlng?: L.LatLng, options?: L.MarkerOptions): L.Marker;
    createVertexIcon: (options: { className: string }) => L.DivIcon;
    stopDrawing(): void;
    commitDrawing(): void;
    drawing(): boolean | undefined;
    readonly featuresLayer: L.LayerGroup;
    readonly editLayer: L.LayerGroup;
  }

  namespace Editable {
    /** A corner of a line or an area. */
    class VertexMarker extends L.Marker {
      readonly latlng: EditedLatLng;
      /** Those of its line or ring. */
      readonly latlngs: EditedLatLng[];
      readonly editor: PathEditor;
      readonly middleMarker: L.Marker | undefined;
      getIndex(): number;
      getNext(): VertexMarker | undefined;
      delete(): void;
    }

    /** Between two corners: pulled, it becomes one. */
    class MiddleMarker extends L.Marker {
      readonly left: VertexMarker;
      readonly right: VertexMarker;
      readonly latlngs: EditedLatLng[];
      readonly editor: PathEditor;
      onMouseDown(event: unknown): undefined;
    }

    interface EditedLatLng extends L.LatLng {
      __vertex?: VertexMarker;
    }

    interface PathEditor {
      readonly feature: L.Polyline;
      push(latlng: L.LatLng): void;
      pop(): L.LatLng | undefined;
      commitDrawing(event?: object): void;
      reset(): void;
      connect(event?: object): void;
      isConnected(): boolean;
      onDrawingMouseMove(event: { latlng: L.LatLng }): void;
      refresh(): void;
      onEdited(): void;
    }

    interface VertexEvent extends L.LeafletEvent {
      vertex: VertexMarker;
      cancel(): void;
    }
  }

  interface Map {
    editTools?: Editable;
  }

  interface Marker {
    disableEdit(): void;
  }

  interface Polyline {
    enableEdit(map?: L.Map): Editable.PathEditor;
    disableEdit(): void;
    editor?: Editable.PathEditor;
  }
}
