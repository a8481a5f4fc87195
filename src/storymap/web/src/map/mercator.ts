// Web Mercator on the unit square: 0, 0 is the north-west corner of the world, 1, 1 the south-east.

const LIMIT = 85.0511287798;

/** A box on that square; what lies beyond 180 degrees has an x of more than 1. */
export interface UnitBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export const x = (lon: number): number => (lon + 180) / 360;

/** The latitude of a y. */
export const latitude = (mercator: number): number =>
  (Math.atan(Math.sinh(Math.PI * (1 - 2 * mercator))) * 180) / Math.PI;

/** The longitude of an x, which may lie beyond the unit square. */
export const longitude = (mercator: number): number => mercator * 360 - 180;

export function y(lat: number): number {
  const sine = Math.sin((Math.max(-LIMIT, Math.min(LIMIT, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}
