import assert from "node:assert/strict";
import { test } from "node:test";
import type { PageMessage } from "../../src/editor/context.ts";
import { FrameChannel } from "../../src/editor/frame_channel.ts";
import type { PlaceState } from "../../src/preview/contract.ts";

const POINT = { type: "Point", coordinates: [1, 2] };
const MOVED = { say: "moved", place_id: "a", geometry: POINT };

function opened(geometry: Record<string, unknown> = POINT): {
  channel: FrameChannel;
  posted: PageMessage[];
  place: PlaceState;
} {
  const posted: PageMessage[] = [];
  const place = { place_id: "a", geometry, is_whole: true } as PlaceState;
  const channel = new FrameChannel(
    (message) => posted.push(message),
    () => ({ places: [place] }),
  );
  return { channel, posted, place };
}

test("a place moves only while it is shown for that", () => {
  const { channel } = opened();
  assert.equal(channel.receive(MOVED), null);
  channel.send({ do: "place", place_id: "a", edit: false });
  assert.equal(channel.receive(MOVED), null);
  channel.send({ do: "place", place_id: "a", edit: true });
  assert.deepEqual(channel.receive(MOVED), MOVED);
  assert.equal(channel.receive({ ...MOVED, place_id: "b" }), null);
  channel.send({ do: "place", place_id: "", edit: false });
  assert.equal(channel.receive(MOVED), null);
});

test("a shape comes once, while one is drawn", () => {
  const { channel } = opened();
  const drawn = { say: "drawn", geometry: POINT };
  assert.equal(channel.receive(drawn), null);
  channel.send({ do: "draw", shape: "Point" });
  channel.send({ do: "draw", shape: "done" });
  assert.deepEqual(channel.receive(drawn), drawn);
  assert.equal(channel.receive(drawn), null);
  channel.send({ do: "draw", shape: "done" });
  assert.equal(channel.receive(drawn), null);
  channel.send({ do: "draw", shape: "Point" });
  channel.send({ do: "draw", shape: "" });
  assert.equal(channel.receive(drawn), null);
});

test("a candidate is one of those that are shown, and a view one that was asked for", () => {
  const { channel } = opened();
  assert.equal(channel.receive({ say: "ghost", entry: 7 }), null);
  channel.send({ do: "ghosts", candidates: [[7, 1, 2, "Laredo"]] });
  assert.equal(channel.receive({ say: "ghost", entry: 8 }), null);
  assert.deepEqual(channel.receive({ say: "ghost", entry: 7 }), { say: "ghost", entry: 7 });
  const view = { say: "view", lat: 1, lon: 2, zoom: 3 };
  assert.equal(channel.receive(view), null);
  channel.send({ do: "view" });
  assert.deepEqual(channel.receive(view), view);
  assert.equal(channel.receive(view), null);
});

test("the page gets a geometry as it is in the file, unless it is too large to be whole", () => {
  const { channel, posted, place } = opened();
  channel.send({ do: "place", place_id: "a", edit: true });
  assert.deepEqual(posted.pop(), { do: "place", place_id: "a", edit: true, geometry: POINT });
  place.is_whole = false;
  channel.send({ do: "place", place_id: "a", edit: true });
  assert.deepEqual(posted.pop(), { do: "place", place_id: "a", edit: true, geometry: null });
});

test("a place that was changed elsewhere is told anew, one that the page moved is not", () => {
  const { channel, posted, place } = opened();
  channel.send({ do: "place", place_id: "a", edit: true });
  posted.length = 0;
  channel.changed();
  assert.deepEqual(posted, []);
  place.geometry = { type: "Point", coordinates: [5, 5] };
  channel.receive({ ...MOVED, geometry: place.geometry });
  channel.changed();
  assert.deepEqual(posted, []);
  place.geometry = POINT;
  channel.changed();
  assert.deepEqual(posted, [{ do: "place", place_id: "a", edit: true, geometry: POINT }]);
});

test("another page is told what the one before knew", () => {
  const { channel, posted } = opened();
  channel.send({ do: "place", place_id: "a", edit: true });
  channel.send({ do: "words", words: { a: "b" } });
  channel.send({ do: "leading", kinds: ["headline"] });
  channel.send({ do: "block", block: 1 });
  channel.send({ do: "draw", shape: "Point" });
  posted.length = 0;
  channel.shown();
  assert.deepEqual(
    posted.map((message) => message.do),
    ["words", "leading", "place"],
  );
  assert.equal(channel.receive({ say: "drawn", geometry: POINT }), null);
});
