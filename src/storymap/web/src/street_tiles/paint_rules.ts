// What is filled and what is stroked, in the order of drawing, in Protomaps' schema. Everything is quiet: the places are
// the story.

import { exp, type Feature, GeomType, LineSymbolizer, type PaintRule, PolygonSymbolizer } from "protomaps-leaflet";
import type { StreetPalette } from "./palette.ts";

const GREEN = new Set([
  "allotments",
  "cemetery",
  "forest",
  "garden",
  "golf_course",
  "grass",
  "national_park",
  "nature_reserve",
  "park",
  "pitch",
  "playground",
  "protected_area",
  "recreation_ground",
  "village_green",
  "wood",
]);

/** Pixels by zoom. */
const HIGHWAY = exp(1.5, [
  [9, 1.2],
  [12, 2.4],
  [15, 6],
  [18, 20],
]);
const MAJOR = exp(1.5, [
  [9, 0.6],
  [12, 1.4],
  [15, 4.5],
  [18, 16],
]);
const MINOR = exp(1.5, [
  [12, 0.4],
  [14, 1.2],
  [16, 4],
  [18, 12],
]);
const RIVER = exp(1.5, [
  [9, 0.8],
  [13, 1.6],
  [18, 8],
]);
const EDGE = 1.2;

/** Farther out of its tile no line of an honest tile runs; stroking millions of pixels would stop the browser. */
const FAR = 2048;

export const isSane = ({ bbox }: Feature): boolean =>
  bbox.minX >= -FAR && bbox.minY >= -FAR && bbox.maxX <= 2 * FAR && bbox.maxY <= 2 * FAR;

const isArea = (feature: Feature): boolean => feature.geomType === GeomType.Polygon;
const isLine = (feature: Feature): boolean => feature.geomType === GeomType.Line && isSane(feature);
const kindOf = (feature: Feature): unknown => feature.props["kind"];

/** The rules read the palette when they draw: a change of it shows at the next drawing. */
export function paintRules(palette: () => StreetPalette): PaintRule[] {
  return [
    fill("earth", () => palette().land),
    fill(
      "landuse",
      () => palette().park,
      (feature) => GREEN.has(String(kindOf(feature))),
    ),
    fill("water", () => palette().water),
    {
      dataLayer: "water",
      symbolizer: new LineSymbolizer({
        color: () => palette().water,
        width: RIVER,
        lineCap: "round",
        lineJoin: "round",
      }),
      filter: (_, feature) => isLine(feature),
    },
    { ...fill("buildings", () => palette().building), minzoom: 15 },
    {
      ...road(
        () => palette().rail,
        () => 1,
        ["rail"],
      ),
      minzoom: 12,
    },
    {
      ...road(
        () => palette().casing,
        () => 1,
        ["path", "other"],
      ),
      minzoom: 15,
    },
    {
      ...road(
        () => palette().casing,
        (zoom) => MINOR(zoom) + EDGE,
        ["minor_road"],
      ),
      minzoom: 13,
    },
    road(
      () => palette().casing,
      (zoom) => MAJOR(zoom) + EDGE,
      ["major_road", "medium_road"],
    ),
    road(
      () => palette().casing,
      (zoom) => HIGHWAY(zoom) + EDGE,
      ["highway"],
    ),
    { ...road(() => palette().road, MINOR, ["minor_road"]), minzoom: 12 },
    road(() => palette().road, MAJOR, ["major_road", "medium_road"]),
    road(() => palette().road, HIGHWAY, ["highway"]),
    border(
      () => palette().state,
      0.8,
      (feature) => kindOf(feature) === "region",
    ),
    border(
      () => palette().country,
      1.15,
      (feature) => isCountry(feature) && !feature.props["disputed"],
    ),
    border(
      () => palette().country,
      1.15,
      (feature) => isCountry(feature) && Boolean(feature.props["disputed"]),
      [4, 3],
    ),
  ];
}

const isCountry = (feature: Feature): boolean => kindOf(feature) === "country";

function fill(dataLayer: string, colour: () => string, wanted: (feature: Feature) => boolean = () => true): PaintRule {
  return {
    dataLayer,
    symbolizer: new PolygonSymbolizer({ fill: colour }),
    filter: (_, feature) => isArea(feature) && wanted(feature),
  };
}

function road(color: () => string, width: (zoom: number) => number, kinds: string[]): PaintRule {
  return {
    dataLayer: "roads",
    symbolizer: new LineSymbolizer({ color, width, lineCap: "round", lineJoin: "round" }),
    filter: (_, feature) => isLine(feature) && kinds.includes(String(kindOf(feature))),
  };
}

function border(
  color: () => string,
  width: number,
  wanted: (feature: Feature) => boolean,
  dash?: [number, number],
): PaintRule {
  return {
    dataLayer: "boundaries",
    symbolizer: new LineSymbolizer({ color, width, lineJoin: "round", ...(dash && { dash }) }),
    filter: (_, feature) => isLine(feature) && wanted(feature),
  };
}
