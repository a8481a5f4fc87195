// Runs one of the browser's rules: its name and what it is given come in as JSON, what it answers goes out as JSON.
// test_same_rules.py compares that with Python's answer.
import { readFileSync } from "node:fs";

import { decodeBasemap, shownDetails } from "../../../src/storymap/web/src/basemap/decode.ts";
import { drawBase } from "../../../src/storymap/web/src/basemap/draw.ts";
import { decodeLayer, path } from "../../../src/storymap/web/src/basemap/geometry.ts";
import { simplify } from "../../../src/storymap/web/src/basemap/simplify.ts";
import { unpackIntegers } from "../../../src/storymap/web/src/clusters/packed_integers.ts";
import { idOfName } from "../../../src/storymap/web/src/clusters/point_table.ts";
import { decodeIntegers } from "../../../src/storymap/web/src/data/integer_codec.ts";
import { ringOn } from "../../../src/storymap/web/src/inset/draw.ts";
import * as globe from "../../../src/storymap/web/src/inset/globe.ts";
import { HALF_TOWN } from "../../../src/storymap/web/src/map/bbox.ts";
import { groupTargets, mostHints } from "../../../src/storymap/web/src/map/hint_groups.ts";
import { placeAtRim } from "../../../src/storymap/web/src/map/rim.ts";
import * as markers from "../../../src/storymap/web/src/map/marker_spread.ts";
import * as mercator from "../../../src/storymap/web/src/map/mercator.ts";
import * as scale from "../../../src/storymap/web/src/map/scale_steps.ts";
import * as choice from "../../../src/storymap/web/src/map/symbol_choice.ts";

type Line = [number, number][];

const flat = (line: Line): Float64Array => new Float64Array(line.flat());
const pairs = (points: Float64Array): Line => Array.from({ length: points.length / 2 }, (_, i) => [points[2 * i]!, points[2 * i + 1]!]);

/** What a canvas is told to stroke: colour, width, opacity and dashes. */
function recordingCanvas(): { canvas: CanvasRenderingContext2D; strokes: unknown[] } {
  const strokes: unknown[] = [];
  let dashes: number[] = [];
  const nothing = (): void => undefined;
  const canvas = {
    globalAlpha: 1, strokeStyle: "", lineWidth: 0,
    beginPath: nothing, moveTo: nothing, lineTo: nothing, closePath: nothing, fill: nothing,
    setLineDash: (given: number[]) => (dashes = given),
    stroke(this: CanvasRenderingContext2D) {
      strokes.push([this.strokeStyle, this.lineWidth, this.globalAlpha, dashes]);
    },
  };
  return { canvas: canvas as unknown as CanvasRenderingContext2D, strokes };
}

/** Every colour is called as in the style sheet: "lake-shore". */
const palette = new Proxy({}, { get: (_, key) => String(key) });

function baseStrokes(view: { left: number; top: number; width: number; height: number; world: number }): unknown[] {
  const line = path(new Float64Array([0.1, 0.5, 0.9, 0.5].map((share, i) =>
    i % 2 === 0 ? (view.left + share * view.width) / view.world : (view.top + share * view.height) / view.world)));
  const kinds = ["land", "lakes", "rivers", "coasts", "countries", "states", "disputed"];
  const shapes = Object.fromEntries(kinds.map((kind) => [kind, [line]]));
  const { canvas, strokes } = recordingCanvas();
  drawBase(canvas, shapes as never, view as never, palette as never);
  return strokes;
}

const directions = (points: Line): globe.Direction[] => points.map(([lng, lat]) => globe.direction(lng, lat));
const bbox = ([west, south, east, north]: number[]) => ({ west: west!, south: south!, east: east!, north: north! });
const pixels = ([left, top, right, bottom]: number[]) => ({ left: left!, top: top!, right: right!, bottom: bottom! });

const rules: Record<string, (given: any) => unknown> = {
  integers: (texts: string[]) => texts.map((text) => [...decodeIntegers(text)]),
  columns: (packed: any[]) => packed.map((column) => [...unpackIntegers(column)]),
  ids: (names: string[]) => names.map(idOfName),
  project: (points: Line) => points.map(([lon, lat]) => [mercator.x(lon), mercator.y(lat)]),
  unproject: (points: Line) => points.map(([x, y]) => [mercator.longitude(x), mercator.latitude(y)]),
  layer: (coded) =>
    Object.fromEntries(Object.entries(decodeLayer(coded)).map(([kind, paths]) => [kind, paths.map(({ points }: any) => pairs(points))])),
  simplify: ({ lines, tolerance }: { lines: Line[]; tolerance: number }) => lines.map((line) => pairs(simplify(flat(line), tolerance))),
  details: ({ basemap, windows }) => {
    const { details } = decodeBasemap(basemap);
    return windows.map(({ zoom, x, y }: any) => shownDetails(details, zoom, { x, y }).map((detail) => details.indexOf(detail)));
  },
  strokes: (views: any[]) => views.map(baseStrokes),
  sizes: (windows: Line) => windows.map(([width, height]) => [globe.insetSize(width, height), mostHints(width, height)]),
  insetViews: (cases: any[]) =>
    cases.map(({ frame, others, isAtSea }) => {
      const { lng, lat, reach } = globe.insetView(bbox(frame), globe.span(bbox(frame)), directions(others), isAtSea);
      return [lng, lat, reach];
    }),
  rings: (cases: any[]) =>
    cases.map(({ view: [lng, lat, reach], size, ring }) => ringOn(new globe.Globe({ lng, lat, reach }, size), directions(ring))),
  rim: (cases: any[]) =>
    cases.map(({ hints, window, hard, soft }) => {
      const sized = hints.map(([x, y, width, height]: number[]) => ({ x, y, width, height }));
      const places = placeAtRim(sized, pixels(window), hard.map(pixels), soft.map(pixels));
      return places.map((place) => place && [place.box.left, place.box.top, place.box.right, place.box.bottom, place.side]);
    }),
  groups: (cases: any[]) =>
    cases.map(({ targets, corner, most }) => groupTargets(targets.map(([x, y]: number[]) => ({ x, y })), corner, most)),
  spread: ({ sets, distance }: { sets: Line[]; distance: number }) =>
    sets.map((points) => {
      const dots = points.map(([x, y]) => ({ x, y }));
      return markers.spread(dots, distance).map((offset, i) => [dots[i]!.x + offset.x, dots[i]!.y + offset.y]);
    }),
  choose: ({ sets, size }: { sets: Line[]; size: number }) =>
    sets.map((points) => {
      const dots = points.map(([x, y]) => ({ x, y }));
      return choice.chooseSymbols(dots, size).map((offset, i) => offset && [dots[i]!.x + offset.x, dots[i]!.y + offset.y]);
    }),
  scale: (metres: number[]) => metres.map((one) => [true, false].map((miles) => scale.scaleStep(one, miles))),
  miles: (languages: string[]) => languages.map(scale.thinksInMiles),
  constants: () => ({
    mostMarkers: markers.MOST,
    markerGap: markers.GAP,
    markerBoxes: markers.BOXES,
    hairlineFrom: markers.HAIRLINE_FROM,
    farthest: choice.FARTHEST,
    few: choice.FEW,
    crowded: choice.CROWDED,
    longestBar: scale.LONGEST,
    globeFrom: globe.GLOBE_FROM,
    regionReach: globe.REGION_REACH,
    wellSeen: globe.WELL_SEEN,
    mostTilt: globe.MOST_TILT,
    wholeEarth: globe.WHOLE_EARTH,
    halfTown: HALF_TOWN,
  }),
};

const { rule, given } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(await rules[rule]!(given)));
