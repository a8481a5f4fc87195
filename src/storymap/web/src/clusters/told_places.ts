// The records of the places that are told of, where they are hundreds: made from their rows.

import type { NamedSetting, ToldText } from "../data/cluster_api.ts";
import type { Importance } from "../data/contract.ts";
import { isListed } from "../data/listed.ts";
import type { Passage, Place } from "../data/page_data.ts";
import { unpackIntegers } from "./packed_integers.ts";
import { TextMarks } from "./text_marks.ts";

/** A record that knows its passages when it is asked for them. */
class ToldPlace implements Place {
  readonly located = true;
  readonly zoom: Importance["zoom"];
  readonly role: Importance["role"];
  readonly weight: Importance["weight"];
  readonly frame: Importance["frame"];

  constructor(
    private readonly placeId: string,
    readonly number: number,
    readonly colour: number,
    readonly shape: string,
    readonly times: number | undefined,
    importance: Importance,
    private readonly text: TextMarks,
  ) {
    ({ zoom: this.zoom, role: this.role, weight: this.weight, frame: this.frame } = importance);
  }

  get mentions(): Passage[] {
    return this.text.passagesOf(this.placeId);
  }
}

/** Give records to the places of a story that are told of and have none, and to the marks in its text what they are known by. */
export function tellRows(setting: NamedSetting): ToldText | null {
  const { story, points } = setting;
  const { rows } = story;
  if (!rows) return null;
  const text = new TextMarks(setting);
  const named = unpackIntegers(rows.named);
  const made: [string, Place][] = [];
  for (let row = 0; row < rows.count; row++) {
    const placeId = points.idAt(row);
    if (isListed(story, placeId)) continue;
    const { colour, shape } = points.symbolAt(row);
    const importance = rows.others[row] ?? rows.usual;
    made.push([placeId, new ToldPlace(placeId, points.first + row, colour, shape, named[row], importance, text)]);
  }
  story.places = { ...Object.fromEntries(made), ...story.places };
  text.start();
  return text;
}
