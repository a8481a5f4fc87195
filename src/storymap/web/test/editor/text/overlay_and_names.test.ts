import assert from "node:assert/strict";
import { test } from "node:test";

import { calledSo, looksLikeName, namedPlaces, namedWithin } from "../../../src/editor/text/named_places.ts";
import { besideBox, inWindow, isInSight } from "../../../src/editor/text/overlay_spot.ts";

const ROOM = { left: 0, top: 50, right: 500, bottom: 850 };
const place = (name: string, ...aliases: string[]) => ({ name, aliases });

test("what lies over the page stands under the words, above them where there is no room, and never outside", () => {
  const size = { width: 200, height: 40 };
  assert.deepEqual(besideBox(inWindow([100, 100, 200, 120], ROOM), size, ROOM), { left: 50, top: 178 });
  assert.deepEqual(besideBox({ left: 100, top: 800, right: 200, bottom: 820 }, size, ROOM), { left: 50, top: 752 });
  assert.deepEqual(besideBox({ left: 0, top: 100, right: 20, bottom: 120 }, size, ROOM), { left: 8, top: 128 });
  assert.deepEqual(besideBox({ left: 490, top: 100, right: 500, bottom: 120 }, size, ROOM), { left: 292, top: 128 });
});

test("a box that was scrolled away is out of sight", () => {
  assert.equal(isInSight({ left: 0, top: 0, right: 10, bottom: 60 }, ROOM), true);
  assert.equal(isInSight({ left: 0, top: 0, right: 10, bottom: 50 }, ROOM), false);
});

test("the best named place comes first", () => {
  const places = [place("New Laredo"), place("Laredo Bridge"), place("El Paso", "Paso del Norte"), place("Laredo")];
  const found = (words: string): string[] => namedPlaces(places, words, 9).map(({ name }) => name);
  assert.deepEqual(found("laredo"), ["Laredo", "Laredo Bridge", "New Laredo"]);
  assert.deepEqual(found("paso del norte"), ["El Paso"]);
  assert.deepEqual(found("the town of Laredo"), ["Laredo"]);
  assert.deepEqual(found("  "), []);
  assert.deepEqual(found("edo b"), ["Laredo Bridge"]);
  assert.equal(calledSo(places, "paso del  nórte")?.name, "El Paso");
});

test("words that say more than a name are a phrase to ignore, the name alone is none", () => {
  const places = [place("Juárez", "Cd. Juárez"), place("Paso")];
  assert.deepEqual(
    namedWithin(places, "Benito Juarez").map(({ name }) => name),
    ["Juárez"],
  );
  assert.deepEqual(namedWithin(places, "Juárez"), []);
  assert.deepEqual(namedWithin(places, "Pasos largos"), []);
});

test("a name begins with a capital, or has none", () => {
  assert.deepEqual(["El Paso", "the bridge", "北京", " Łódź"].map(looksLikeName), [true, false, true, true]);
});
