import assert from "node:assert/strict";
import { test } from "node:test";

import { type BBox, boxAround, union } from "../../src/map/bbox.ts";
import { meets } from "../../src/map/boxes.ts";
import { type Camera, cameraFor, isFar, isSame, type Subject, seesWell } from "../../src/map/camera.ts";
import type { Setting } from "../../src/map/free_room.ts";
import { x, y } from "../../src/map/mercator.ts";

const pixels = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });
const EVEN: Setting = { window: pixels(0, 0, 512, 512), over: [], rooms: [] };
const WIDE: Setting = {
  window: pixels(0, 0, 700, 800),
  over: [pixels(10, 10, 44, 80), pixels(560, 10, 690, 110), pixels(10, 744, 166, 790)],
  rooms: [],
};
const point = (lng: number, lat: number): BBox => ({ west: lng, south: lat, east: lng, north: lat });
const subject = (box: BBox, more: Partial<Subject> = {}): Subject => ({
  box,
  core: box,
  symbols: [],
  closest: 18,
  ...more,
});
const symbol = (lng: number, lat: number, isSeen = true) => ({ lng, lat, isSeen });
const BORDER = union([point(-106.4608, 31.7202), point(-106.4869, 31.7587)]);
const CITIES = [symbol(-106.4608, 31.7202), symbol(-106.4869, 31.7587)];

/** Where a point stands in the window that a camera sees. */
function seen({ lat, lng, zoom }: Camera, at: { lng: number; lat: number }, { window }: Setting) {
  const world = 256 * 2 ** zoom;
  return {
    x: (x(at.lng) - x(lng)) * world + (window.left + window.right) / 2,
    y: (y(at.lat) - y(lat)) * world + (window.top + window.bottom) / 2,
  };
}

test("the whole world fills two tiles at zoom 1", () => {
  const camera = cameraFor(subject({ west: -180, south: -85.0511287798, east: 180, north: 85.0511287798 }), EVEN);
  assert.equal(camera.zoom, 1);
  assert.ok(Math.abs(camera.lat) < 1e-9 && Math.abs(camera.lng) < 1e-9);
});

test("a point is as close as is allowed, and in the middle", () => {
  const camera = cameraFor(subject(point(10, 50), { closest: 9 }), EVEN);
  assert.equal(camera.zoom, 9);
  assert.ok(Math.abs(camera.lng - 10) < 1e-9 && Math.abs(camera.lat - 50) < 1e-9);
});

test("a box is framed as closely as a quarter of a zoom allows", () => {
  const camera = cameraFor(subject(BORDER), EVEN);
  assert.ok(seesWell(camera, subject(BORDER), EVEN.window, [], camera));
  const height = (zoom: number) => (y(BORDER.south) - y(BORDER.north)) * 256 * 2 ** zoom;
  assert.ok(height(camera.zoom) <= 512 && height(camera.zoom + 0.25) > 512 - 2 * 16);
  assert.equal(camera.zoom % 0.25, 0);
});

test("what is framed stays in its room: beside a card", () => {
  const room = pixels(0, 0, 300, 800);
  const camera = cameraFor(subject(BORDER), { ...WIDE, rooms: [room] });
  for (const at of CITIES) assert.ok(seen(camera, at, WIDE).x < 300);
});

test("symbols keep clear of what lies over the map, and of the edges", () => {
  const places = subject(BORDER, { symbols: CITIES });
  const camera = cameraFor(places, WIDE);
  for (const at of CITIES) {
    const { x: left, y: top } = seen(camera, at, WIDE);
    const box = pixels(left - 15, top - 15, left + 15, top + 15);
    assert.ok(!WIDE.over.some((other) => meets(box, other, 0)));
    assert.ok(box.top >= 0 && box.bottom <= 800 && box.left >= 0 && box.right <= 700);
  }
  // Without symbols nothing stands in the corners: the view may be as close, or closer.
  assert.ok(cameraFor(subject(BORDER), WIDE).zoom >= camera.zoom);
});

test("an area shows more than its corners beside the controls", () => {
  const area = { west: -109, south: 25.6, east: -103.3, north: 31.8 };
  const strip = pixels(0, 600, 700, 800);
  const under = cameraFor(subject(area), { ...WIDE, over: [strip] });
  assert.ok(under.zoom < cameraFor(subject(area), { ...WIDE, over: [] }).zoom);
});

test("symbols that have been pushed apart do not make the view step back: only those that stand outside do", () => {
  const near = [symbol(-106.4869, 31.7587), symbol(-106.4868, 31.748), symbol(-106.4608, 31.7202)];
  const states = { west: -109.44, south: 22.45, east: -99.51, north: 31.78 };
  const alone = cameraFor(subject(states), EVEN);
  const withSymbols = cameraFor(subject(states, { symbols: near }), EVEN);
  assert.ok(withSymbols.zoom >= alone.zoom - 0.25);
});

test("symbols for which there is no room at all do not keep the map from the story", () => {
  const pub = Array.from({ length: 50 }, () => symbol(10, 50));
  const camera = cameraFor(subject(boxAround(point(10, 50)), { symbols: pub, closest: 12 }), {
    ...EVEN,
    window: pixels(0, 0, 200, 120),
  });
  assert.ok(camera.zoom > 8);
});

test("a map that shows the places well is left alone: a little farther, a little aside", () => {
  const places = subject(BORDER, { symbols: CITIES });
  const best = cameraFor(places, WIDE);
  const well = (camera: Camera) => seesWell(camera, places, WIDE.window, WIDE.over, best);
  assert.ok(well(best));
  assert.ok(well({ ...best, zoom: best.zoom - 1 }));
  assert.ok(well({ ...best, lng: best.lng + 0.003 }));
  assert.ok(!well({ ...best, zoom: best.zoom - 1.75 }), "too small in the window");
  assert.ok(!well({ ...best, lng: best.lng + 0.2 }), "out of sight");
  const over = [pixels(0, 0, 700, 400)];
  assert.ok(!seesWell(best, places, WIDE.window, over, best), "under something");
});

test("what is several windows away is far, as the camera that is farther out sees it", () => {
  const juarez = { lat: 31.7, lng: -106.5, zoom: 12 };
  const laredo = { lat: 27.5, lng: -99.5, zoom: 12 };
  assert.ok(isFar(juarez, laredo, WIDE.window));
  assert.ok(!isFar(juarez, { ...laredo, zoom: 6 }, WIDE.window));
  assert.ok(!isFar(juarez, { ...juarez, lng: -106.4 }, WIDE.window));
});

test("two cameras a pixel apart are the same", () => {
  const here = { lat: 31.7, lng: -106.5, zoom: 6 };
  assert.ok(isSame(here, { ...here, lng: here.lng + 0.01 }));
  assert.ok(!isSame(here, { ...here, lng: here.lng + 0.1 }));
  assert.ok(!isSame(here, { ...here, zoom: 6.25 }));
});

test("places on both sides of the antimeridian are one box there", () => {
  const camera = cameraFor(subject(union([point(178, -17), point(188, -14)])), WIDE);
  assert.ok(camera.lng > 178 && camera.lng < 188);
});

test("a window with no room at all still gets a view", () => {
  const small = { window: pixels(0, 0, 60, 60), over: [pixels(0, 0, 60, 60)], rooms: [] };
  const camera = cameraFor(subject(BORDER, { symbols: CITIES }), small);
  assert.ok(camera.zoom >= 1 && Number.isFinite(camera.lat) && Number.isFinite(camera.lng));
});
