import assert from "node:assert/strict";
import { test } from "node:test";
import { EventLines, type HeardEvent } from "../../src/preview/event_lines.ts";

const STREAM =
  'retry: 500\n\nid: a-1\nevent: page\ndata: {"a":": \u2028é"}\n\n: \n\nid: a-2\nevent: state\ndata: {}\n\nid: a-3\nevent: page\n\n';
const EVENTS: HeardEvent[] = [
  { id: "a-1", name: "page", data: '{"a":": \u2028é"}' },
  { id: "a-2", name: "state", data: "{}" },
];

function heard(pieces: string[]): HeardEvent[] {
  const events: HeardEvent[] = [];
  const lines = new EventLines((event) => events.push(event));
  for (const piece of pieces) lines.take(piece);
  return events;
}

test("events are the same however they are cut into pieces", () => {
  for (let size = 1; size <= STREAM.length; size++) {
    const pieces = Array.from({ length: Math.ceil(STREAM.length / size) }, (_, at) =>
      STREAM.slice(at * size, (at + 1) * size),
    );
    assert.deepEqual(heard(pieces), EVENTS, `pieces of ${size}`);
  }
});

test("an event is heard when it is whole", () => {
  const whole = STREAM.indexOf("\n\n: ") + 2;
  assert.deepEqual(heard([STREAM.slice(0, whole - 1)]), []);
  assert.deepEqual(heard([STREAM.slice(0, whole)]), EVENTS.slice(0, 1));
});
