import assert from "node:assert/strict";
import { test } from "node:test";
import { namedBeside } from "../../src/editor/places/near.ts";

const named = (block: number, start: number, end: number) => ({ block, start, end, before: "", name: "", after: "" });

function place(place_id: string, type: string | null, ...sentences: ReturnType<typeof named>[]) {
  return { place_id, geometry: type === null ? null : { type, coordinates: [0, 0] }, sentences };
}

const bridge = { sentences: [named(4, 40, 55)] };

test("the point that is named nearest in the paragraph is where one looks first", () => {
  const places = [
    place("el-paso", "Point", named(1, 41, 48), named(4, 90, 97)),
    place("juarez", "Point", named(4, 72, 78)),
    place("mexico", "Polygon", named(4, 20, 30)),
    place("texas", null, named(4, 56, 60)),
  ];
  assert.equal(namedBeside(bridge, places), "juarez");
});

test("where the paragraph names none, the map stays", () => {
  assert.equal(namedBeside(bridge, [place("el-paso", "Point", named(3, 41, 48))]), "");
  assert.equal(namedBeside({ sentences: [] }, [place("juarez", "Point", named(4, 72, 78))]), "");
});
