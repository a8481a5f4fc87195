import assert from "node:assert/strict";
import { test } from "node:test";

import { historyKey } from "../../src/editor/keyboard.ts";
import { askedAs, nameParts } from "../../src/editor/places/candidate.ts";
import { filteredPlaces, groupedPlaces } from "../../src/editor/places/grouping.ts";
import { shortened } from "../../src/editor/places/sentence.ts";
import { firstLine, folderName } from "../../src/editor/start/naming.ts";
import { Words } from "../../src/editor/words.ts";
import type { LayerState, PlaceState } from "../../src/preview/contract.ts";

const words = new Words("en", {
  count: { one: "{count} place of {name}", other: "{count} places of {name}" },
  "frame.point": "Point",
  "kind.town": "small town",
  plain: "{name} has no {missing}",
});

test("a text has its values, and a number its form", () => {
  assert.equal(words.say("count", { count: 1, name: "a" }), "1 place of a");
  assert.equal(words.say("count", { count: 1200, name: "{count}" }), "1,200 places of {count}");
  assert.equal(words.say("plain", { name: "<b>" }), "<b> has no ");
});

test("a key without a text is shown as it is", () => {
  assert.equal(words.say("later"), "later");
  assert.equal(words.say("constructor"), "constructor");
  assert.equal(words.kind("town"), "small town");
  assert.equal(words.kind("spa"), "spa");
  assert.deepEqual(words.part("frame."), { point: "Point" });
});

test("a reason is said in the editor's language, with what it says of its values", () => {
  const german = new Words("de", {
    "kind.town": "Stadt",
    "why.close": "nicht sicher; oder {places}",
    "why.matched": "{words}: {place} ({kind})",
    "why.standsIn": "in {place}: {why}",
    "why.townAfter": "danach",
  });
  const reason = (id: string, values: Record<string, string | number | string[]>) =>
    german.reason({ id, values, text: "in English" });
  assert.equal(reason("close", { places: ["Ulm", "{places}", "Bonn"] }), "nicht sicher; oder Ulm, {places} oder Bonn");
  assert.equal(reason("matched", { words: "<b>", place: "Ulm", kind: "town" }), "<b>: Ulm (Stadt)");
  assert.equal(reason("standsIn", { place: "Ulm", why: "townAfter" }), "in Ulm: danach");
  assert.equal(reason("constructor", {}), "in English");
  assert.equal(reason("", {}), "in English");
});

test("names are listed as the language lists them", () => {
  assert.equal(new Words("ja", {}).list(["Tokio", "Ōsaka", "Nara"]), "Tokio、Ōsaka、Nara");
  assert.equal(new Words("zh", {}).list(["北京", "上海", "广州"]), "北京、上海和广州");
});

test("a folder is named by the first line", () => {
  assert.equal(firstLine("\n\n## An army at the border\nText"), "An army at the border");
  assert.equal(folderName("An army at the border"), "an-army-at-the-border");
  assert.equal(folderName("¿Qué pasó en Ávila?"), "que-paso-en-avila");
  assert.equal(folderName("../../etc"), "etc");
  assert.equal(folderName("北京"), "北京");
  assert.equal(folderName(" … "), "");
});

test("a candidate is called something, and lies in something", () => {
  assert.deepEqual(nameParts("El Paso, Texas, United States"), { own: "El Paso", within: "Texas, United States" });
  assert.deepEqual(nameParts("Mexico"), { own: "Mexico", within: "" });
});

test("what a place lies in may be typed without a comma", () => {
  assert.deepEqual(askedAs("El Paso, Texas"), ["El Paso, Texas"]);
  assert.deepEqual(askedAs("Springfield"), ["Springfield"]);
  assert.deepEqual(askedAs("El Paso Texas"), ["El Paso Texas", "El Paso, Texas", "El, Paso Texas"]);
  assert.equal(askedAs("a b c d e f").length, 4);
});

test("a long sentence is cut between words, and its name stays", () => {
  const around = { block: 1, start: 2, end: 3, name: "Basel" };
  assert.deepEqual(shortened({ ...around, before: "In ", after: "." }), { ...around, before: "In ", after: "." });
  const cut = shortened({ ...around, before: `${"before ".repeat(30)}`, after: `${" after".repeat(30)}` });
  assert.equal(cut.before, `… ${"before ".repeat(12)}`);
  assert.equal(cut.after, `${" after".repeat(11)} …`);
  assert.equal(cut.name, "Basel");
});

function place(name: string, layerName: string, number: number, aliases: string[] = []): PlaceState {
  const own: Partial<PlaceState> = { place_id: name, name, layer: layerName, number, aliases };
  return own as PlaceState;
}
const layer = (name: string): LayerState => ({ name, colour: 1, shape: "circle", count: 1 });

test("places stand under their layers in the order of the map", () => {
  const places = [place("Z", "Cities", 2), place("B", "Cities", 0), place("A", "Cities", 0), place("C", "", 1)];
  const groups = groupedPlaces([...places, place("Y", "Cities", 1)], [layer("States"), layer("Cities")]);
  assert.deepEqual(
    groups.map((group) => [group.layer.name, group.places.map(({ name }) => name)]),
    [
      ["Cities", ["Y", "Z", "A", "B"]],
      ["", ["C"]],
    ],
  );
});

test("a place is found by any of its names, without accents", () => {
  const places = [place("Ciudad Juárez", "", 1, ["Paso del Norte"]), place("El Paso", "", 2)];
  assert.deepEqual(
    filteredPlaces(places, "JUAREZ ").map(({ name }) => name),
    ["Ciudad Juárez"],
  );
  assert.equal(filteredPlaces(places, "paso").length, 2);
  assert.equal(filteredPlaces(places, "").length, 2);
});

test("the keys of undo and redo", () => {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  assert.equal(historyKey({ ...none, key: "z", ctrlKey: true }), "undo");
  assert.equal(historyKey({ ...none, key: "Z", metaKey: true, shiftKey: true }), "redo");
  assert.equal(historyKey({ ...none, key: "y", ctrlKey: true }), "redo");
  assert.equal(historyKey({ ...none, key: "y", metaKey: true }), null);
  assert.equal(historyKey({ ...none, key: "z" }), null);
  assert.equal(historyKey({ ...none, key: "z", ctrlKey: true, altKey: true }), null);
});
