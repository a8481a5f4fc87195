import assert from "node:assert/strict";
import { test } from "node:test";

import { CommandQueue } from "../../src/editor/command_queue.ts";
import type { Answer } from "../../src/preview/contract.ts";

const LOST = new Error("lost");
const made = (revision: number): Answer => ({ ok: true, revision });
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

/** A server that can be cut off: `answers` are what it says next. */
function server(): {
  queue: CommandQueue<string>;
  sent: string[];
  answers: (Answer | Error)[];
  waiting: number[];
} {
  const sent: string[] = [];
  const answers: (Answer | Error)[] = [];
  const waiting: number[] = [];
  const queue = new CommandQueue<string>({
    send: async (command, base) => {
      sent.push(`${command} of ${base["places"]}`);
      await settled();
      const answer = answers.shift() ?? made(0);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    isLost: (error) => error === LOST,
    refused: () => ({ ok: false, revision: -1 }),
    doubtful: () => ({ ok: false, revision: -2 }),
    changed: (count) => waiting.push(count),
    lost: () => waiting.push(-1),
  });
  return { queue, sent, answers, waiting };
}

test("commands go one after the other, in their order", async () => {
  const { queue, sent, answers, waiting } = server();
  answers.push(made(1), made(2));
  const [first, second] = await Promise.all([queue.add("a", { places: "x" }), queue.add("b", { places: "x" })]);
  assert.deepEqual(sent, ["a of x", "b of x"]);
  assert.deepEqual([first, second], [made(1), made(2)]);
  assert.deepEqual(waiting, [1, 2, 1, 0]);
});

test("what the server refuses does not hold up the next", async () => {
  const { queue, answers } = server();
  answers.push(new Error("400"), made(2));
  const given = await Promise.all([queue.add("a", {}), queue.add("b", {})]);
  assert.deepEqual(given, [{ ok: false, revision: -1 }, made(2)]);
});

test("without a server commands are kept, and sent when it is there again", async () => {
  const { queue, sent, answers } = server();
  answers.push(LOST, made(1), made(2));
  const first = queue.add("a", { places: "x" });
  const second = queue.add("b", { places: "x" });
  await settled();
  await settled();
  assert.equal(queue.length, 2);
  assert.deepEqual(sent, ["a of x"]);
  queue.connected({ places: "x" });
  assert.deepEqual(await Promise.all([first, second]), [made(1), made(2)]);
  assert.deepEqual(sent, ["a of x", "a of x", "b of x"]);
});

test("a command that may have been made is not made twice", async () => {
  const { queue, sent, answers } = server();
  answers.push(LOST, made(2));
  const first = queue.add("a", { places: "x" });
  const second = queue.add("b", { places: "x" });
  await settled();
  await settled();
  queue.connected({ places: "y" });
  assert.deepEqual(await Promise.all([first, second]), [{ ok: false, revision: -2 }, made(2)]);
  assert.deepEqual(sent, ["a of x", "b of x"]);
});
