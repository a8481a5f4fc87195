import assert from "node:assert/strict";
import { test } from "node:test";

import { type BBox, union } from "../../src/map/bbox.ts";
import { cameraFor, type PaddedWindow, seesWell } from "../../src/map/camera.ts";

const WINDOW: PaddedWindow = { width: 700, height: 800, left: 76, top: 56, right: 64, bottom: 72 };
const EVEN: PaddedWindow = { width: 512, height: 512, left: 0, top: 0, right: 0, bottom: 0 };
const point = (lng: number, lat: number): BBox => ({ west: lng, south: lat, east: lng, north: lat });
const BORDER = union([point(-106.4608, 31.7202), point(-106.4869, 31.7587)]);

test("the whole world fills two tiles at zoom 1", () => {
  const camera = cameraFor({ west: -180, south: -85.0511287798, east: 180, north: 85.0511287798 }, EVEN, 18);
  assert.equal(camera.zoom, 1);
  assert.ok(Math.abs(camera.lat) < 1e-9 && Math.abs(camera.lng) < 1e-9);
});

test("a point is as close as is allowed, and in the middle of what the margins leave", () => {
  const camera = cameraFor(point(10, 50), { ...EVEN, left: 100 }, 9);
  assert.equal(camera.zoom, 9);
  assert.equal(camera.lng.toFixed(6), (10 - (50 / (256 * 2 ** 9)) * 360).toFixed(6));
  assert.ok(Math.abs(camera.lat - 50) < 1e-9);
});

test("two places are framed as closely as a quarter of a zoom allows", () => {
  const camera = cameraFor(BORDER, WINDOW, 18);
  assert.ok(seesWell(camera, BORDER, WINDOW, camera));
  assert.ok(!seesWell({ ...camera, zoom: camera.zoom + 0.25 }, BORDER, WINDOW, camera));
  assert.equal(camera.zoom % 0.25, 0);
  assert.equal(cameraFor(BORDER, WINDOW, 12).zoom, 12);
});

test("a map that shows the places well is left alone: nearer, a little farther, a little aside", () => {
  const best = cameraFor(BORDER, WINDOW, 12);
  assert.ok(seesWell({ ...best, zoom: 10 }, BORDER, WINDOW, best));
  assert.ok(seesWell({ ...best, lng: best.lng + 0.02 }, BORDER, WINDOW, best));
  assert.ok(!seesWell({ ...best, zoom: 9.75 }, BORDER, WINDOW, best), "too far to tell them apart");
  assert.ok(!seesWell({ ...best, lng: best.lng + 0.2 }, BORDER, WINDOW, best), "out of sight");
});

test("places on both sides of the antimeridian are one box there", () => {
  const camera = cameraFor(union([point(178, -17), point(188, -14)]), WINDOW, 12);
  assert.ok(camera.lng > 178 && camera.lng < 188);
});

test("a window with no room at all still gets a view", () => {
  const camera = cameraFor(BORDER, { ...WINDOW, width: 60, height: 60 }, 12);
  assert.ok(camera.zoom >= 1 && Number.isFinite(camera.lat) && Number.isFinite(camera.lng));
});
