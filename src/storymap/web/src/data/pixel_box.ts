// A box in pixels, of the map's window or of a canvas. A box in degrees is a BBox, one on the unit square a UnitBox.

export interface PixelBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
