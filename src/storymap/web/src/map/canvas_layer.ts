// A canvas that goes with the map: larger than the window, drawn anew when the map rests or its edge comes into sight.

/** Enough for the sharpest screens, and less than what browsers refuse to allocate. */
const DENSEST = 3;
const MOST_PIXELS = 16_000_000;

/** What `L.Renderer` has and does for those who extend it; its published types leave it out. */
declare class RendererParts extends L.Layer {
  constructor(options: L.RendererOptions);
  protected override _map: L.Map & { _animatingZoom?: boolean };
  protected _bounds: L.Bounds | undefined;
  protected _container: HTMLElement;
  protected _zoom: number;
  getEvents(): Record<string, L.LeafletEventHandlerFn>;
  protected _update(): void;
}
// biome-ignore lint/plugin: the published types leave out what this class has; see above
const Renderer = L.Renderer as unknown as typeof RendererParts;

export abstract class MapCanvas extends Renderer {
  /** The corner of what was drawn, in pixels of the world at the zoom of drawing. */
  protected corner = L.point(0, 0);

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    const update = (): void => this._update();
    // Leaflet resets a view after it has moved there: it would all be drawn again, as it is.
    const { viewreset: _reset, ...events } = super.getEvents();
    return { ...events, resize: update, densitychange: update, move: () => this.#keepUp() };
  }

  _updatePaths(): void {
    // Nothing is drawn through this renderer but what it draws itself.
  }

  /** Draw what lies between `min`, in pixels of the map's layers, and `size` further. */
  protected abstract draw(min: L.Point, size: L.Point): void;

  protected override _update(): void {
    if (this._map._animatingZoom && this._bounds) return;
    super._update();
    const { min, size } = this.extent();
    this.corner = this._map.getPixelOrigin().add(min);
    this.draw(min, size);
    this.fire("update");
  }

  protected extent(): { min: L.Point; size: L.Point } {
    // Leaflet sets them before anything is drawn.
    const bounds = this._bounds ?? L.bounds([0, 0], [0, 0]);
    return { min: bounds.getTopLeft(), size: bounds.getSize() };
  }

  /** A long drag, flying or a pinch leaves what was drawn; draw again before the reader sees its edge. */
  #keepUp(): void {
    if (this._map._animatingZoom || !this._bounds) return;
    const size = this._map.getSize();
    const scale = this._map.getZoomScale(this._zoom, this._map.getZoom());
    const corner = this._map.project(this._map.containerPointToLatLng([0, 0]), this._zoom).subtract(this.corner);
    const drawn = this._bounds.getSize();
    const reach = corner.add(size.multiplyBy(scale));
    const inside = corner.x >= 0 && corner.y >= 0 && reach.x <= drawn.x && reach.y <= drawn.y;
    if (!inside || scale < 0.5) this._update();
  }
}

/** Lay a canvas over a part of the map, as sharp as the screen is; its size is set only if it changes, which is slow. */
export function fit(canvas: HTMLCanvasElement, min: L.Point, size: L.Point): void {
  const density = Math.min(devicePixelRatio || 1, DENSEST, Math.sqrt(MOST_PIXELS / (size.x * size.y)));
  const width = Math.round(size.x * density);
  const height = Math.round(size.y * density);
  L.DomUtil.setPosition(canvas, min);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${size.x}px`;
    canvas.style.height = `${size.y}px`;
  }
  context2d(canvas).setTransform(density, 0, 0, density, 0, 0);
}

/** What draws on a canvas. */
// biome-ignore lint/style/noNonNullAssertion: it is null only for a canvas that is drawn on in another way, such as WebGL
export const context2d = (canvas: HTMLCanvasElement): CanvasRenderingContext2D => canvas.getContext("2d")!;
