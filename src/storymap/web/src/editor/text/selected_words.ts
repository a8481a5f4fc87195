// What can be said of words of the text: that they are a place, or none, and in which file that is written.

import type { Answer, CandidateState, PlaceState } from "../../preview/contract.ts";
import type { CommandBody, EditorContext, Geometry } from "../context.ts";
import { nameParts } from "../places/candidate.ts";
import { calledSo, folded, namedWithin } from "./named_places.ts";

export interface SelectedWords {
  block: number;
  start: number;
  end: number;
  text: string;
}

/** Whether words mean a place here alone, which is a mark in the article, or wherever they stand: an alias. */
export type Scope = "here" | "everywhere";

/** A new place: of the gazetteer, at a geometry, or without a location. */
export interface NewPlace {
  name: string;
  entry: number | null;
  geometry: Geometry | null;
}

export class WordsActions {
  constructor(
    private readonly context: EditorContext,
    /** Wait until a state has come that is as new as an answer. */
    private readonly arrived: (revision: number) => Promise<void>,
  ) {}

  isPlace(words: SelectedWords, place: PlaceState, scope: Scope): Promise<Answer> {
    if (scope === "everywhere" && !calledSo([place], words.text)) {
      const changes = { aliases: [...place.aliases, words.text] };
      return this.context.run({ command: "change-place", place_id: place.place_id, changes });
    }
    return this.context.run(mark(words, place.place_id));
  }

  isCandidate(words: SelectedWords, candidate: CandidateState, query: string, scope: Scope): Promise<Answer> {
    // What was typed to find it may be its name or a part of one; the gazetteer knows how it is called.
    const name = folded(query) === folded(words.text) ? words.text : nameParts(candidate.name).own;
    return this.isNew(words, { name, entry: candidate.entry, geometry: null }, scope);
  }

  async isNew(words: SelectedWords, place: NewPlace, scope: Scope): Promise<Answer> {
    const isCalledSo = folded(place.name) === folded(words.text);
    const before = new Set(this.context.state().places.map(({ place_id }) => place_id));
    const answer = await this.context.run({
      command: "add-place",
      ...place,
      aliases: isCalledSo || scope === "here" ? [] : [words.text],
      layer: "",
    });
    if (!answer.ok || isCalledSo || scope === "everywhere") return answer;
    await this.arrived(answer.revision);
    const made = this.context.state().places.find(({ place_id, name }) => !before.has(place_id) && name === place.name);
    return made ? this.context.run(mark(words, made.place_id)) : answer;
  }

  /** The words are no place; where the article cannot say so, the places file says that a phrase means none. */
  async isNone(words: SelectedWords): Promise<Answer | null> {
    const { story, places } = this.context.state();
    if (story?.can_mark) return this.context.run(mark(words, ""));
    const [place] = namedWithin(places, words.text);
    if (place) return this.context.run({ command: "ignore-words", place_id: place.place_id, phrase: words.text });
    const named = calledSo(places, words.text);
    const { words: texts } = this.context;
    this.context.say(named ? texts.say("selectMore", { name: named.name }) : texts.say("namesNothing"));
    return null;
  }
}

const mark = ({ block, start, end }: SelectedWords, place_id: string): CommandBody => ({
  command: "mark-words",
  block,
  start,
  end,
  place_id,
});
