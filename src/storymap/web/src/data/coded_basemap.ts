// The basemap as rendering/basemap/__init__.py writes it into the page, and the context of rendering/context_layer.py.

/** A layer of the map: shared arcs as steps on a grid. */
export interface CodedLayer {
  /** The grid, in degrees. */
  step: number;
  /** One letter an arc. */
  classes: string;
  rings: string;
  counts: string;
  jumps: string;
  x: string;
  y: string;
}

type Country = [name: string, lon: number, lat: number, rank: number, zoom: number, width: number, number: number, local: number];
type State = [name: string, lon: number, lat: number, width: number, asCountry: number];
type City = [name: string, lon: number, lat: number, rank: number, flags: number];
type Water = [name: string, lon: number, lat: number, width: number, from: number, to: number, kind: number];

export interface CodedLabels {
  countries: Country[];
  states: State[];
  cities: City[];
  waters: Water[];
}

export interface CodedContext {
  step: number;
  /** Kind, name, shape (0 points, 1 lines, 2 an area) and the number of parts. */
  features: [string, string, 0 | 1 | 2, number][];
  counts: string;
  starts: string;
  x: string;
  y: string;
}

export interface CodedBasemap {
  credit: string;
  world: CodedLayer;
  details: (CodedLayer & { box: [number, number, number, number]; least_zoom: number })[];
  labels: CodedLabels;
  context?: CodedContext;
}
