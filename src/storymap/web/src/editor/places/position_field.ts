// Where a place is, as equal ways: typed coordinates, a nudge by buttons, on the map, another place of the gazetteer.

import { element } from "../../page/dom.ts";
import type { Answer, PlaceState } from "../../preview/contract.ts";
import type { EditorContext } from "../context.ts";
import { button } from "../dom.ts";
import { AutoField } from "./auto_field.ts";
import { showGhosts } from "./candidate.ts";
import {
  type Direction,
  nudged,
  type Position,
  pointGeometry,
  pointOf,
  readPosition,
  writePosition,
} from "./coordinates.ts";
import { SearchBox } from "./search_box.ts";

/** Metres of a nudge. */
const STEPS = [10, 100, 1000, 10_000];
/** Presses within this are one change, so that the history has one step. */
const TOGETHER = 400;
const SIGNS: Record<Direction, string> = { north: "↑", west: "←", east: "→", south: "↓" };

export class PositionField {
  readonly root = element("fieldset", { class: "position" });
  readonly #coordinates: AutoField;
  readonly #what = element("p", { class: "position-what" });
  readonly #nudges = element("div", { class: "nudges", role: "group" });
  readonly #others = element("div", { class: "position-others" });
  readonly #step = element("select", { class: "nudge-step" });
  #place: PlaceState;
  /** Where it is nudged to, until that is saved. */
  #nudged: Position | undefined;
  #timer = 0;

  constructor(
    private readonly context: EditorContext,
    place: PlaceState,
  ) {
    const { words } = context;
    this.#place = place;
    this.#coordinates = new AutoField(context, {
      label: words.say("coordinates"),
      hint: words.say("coordinatesHint"),
      control: element("input", { type: "text", autocomplete: "off", spellcheck: "false", dir: "ltr" }),
      stored: this.#written(place),
      fault: (text) => (readPosition(text) ? "" : words.say("coordinatesFault")),
      save: (text) => this.#save(readPosition(text)),
    });
    this.#makeNudges();
    this.root.append(
      element("legend", {}, words.say("where")),
      this.#what,
      this.#coordinates.root,
      this.#nudges,
      element(
        "div",
        { class: "buttons" },
        button(words.say("moveOnMap"), () => this.#onMap()),
        button(words.say("otherCandidates"), () => this.#searchOthers()),
      ),
      this.#others,
    );
    this.update(place);
  }

  update(place: PlaceState): void {
    this.#place = place;
    const { words } = this.context;
    const type = String(place.geometry?.["type"] ?? "");
    const isPoint = pointOf(place.geometry) !== null;
    this.#what.textContent = isPoint ? "" : words.say(type ? `geometry.${type}` : "geometry.none");
    this.#what.hidden = isPoint;
    this.#nudges.hidden = !isPoint;
    this.#coordinates.root.hidden = type !== "" && !isPoint;
    this.#coordinates.update(this.#written(place));
  }

  #written(place: PlaceState): string {
    const position = pointOf(place.geometry);
    return position ? writePosition(position) : "";
  }

  async #save(position: Position | null): Promise<Answer> {
    if (!position) return { ok: false, revision: this.context.state().revision };
    const geometry = pointGeometry(position);
    return this.context.run({ command: "move-place", place_id: this.#place.place_id, geometry });
  }

  #makeNudges(): void {
    const { words } = this.context;
    for (const metres of STEPS) {
      const label =
        metres < 1000 ? words.say("metres", { count: metres }) : words.say("kilometres", { count: metres / 1000 });
      this.#step.append(element("option", { value: String(metres) }, label));
    }
    this.#step.value = "100";
    this.#step.setAttribute("aria-label", words.say("nudgeStep"));
    this.#nudges.setAttribute("aria-label", words.say("nudge"));
    for (const direction of ["west", "north", "south", "east"] as const) {
      const label = words.say(`nudge.${direction}`);
      const made = button(SIGNS[direction], () => this.#nudge(direction), { label, class: "nudge" });
      made.title = label;
      this.#nudges.append(made);
    }
    this.#nudges.append(this.#step);
  }

  #nudge(direction: Direction): void {
    const from = this.#nudged ?? pointOf(this.#place.geometry);
    if (!from) return;
    this.#nudged = nudged(from, direction, Number(this.#step.value));
    this.context.say(writePosition(this.#nudged));
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      const position = this.#nudged;
      if (position) void this.#save(position).then(() => this.#settled(position));
    }, TOGETHER);
  }

  #settled(position: Position): void {
    if (this.#nudged === position) this.#nudged = undefined;
  }

  /** A point is put where one presses; a line or an area is edited where it is. */
  async #onMap(): Promise<void> {
    const { place_id, name, geometry } = this.#place;
    if (geometry && !pointOf(geometry)) return this.context.frame.send({ do: "place", place_id, edit: true });
    const drawn = await this.context.draw("Point", this.context.words.say("clickWhere", { name }));
    if (drawn) await this.context.run({ command: "move-place", place_id, geometry: drawn });
  }

  #searchOthers(): void {
    const { words } = this.context;
    const { place_id, name } = this.#place;
    const close = (): void => {
      this.#others.replaceChildren();
      showGhosts(this.context, []);
    };
    const search = new SearchBox(this.context, {
      label: words.say("searchGazetteer"),
      query: name,
      found: (candidates) => showGhosts(this.context, candidates),
      gaveUp: close,
      chosen: (candidate) => {
        close();
        this.context.say(words.say("taken", { name, place: candidate.name }));
        return this.context.run({ command: "locate-place", place_id, entry: candidate.entry });
      },
    });
    this.#others.replaceChildren(search.root);
    search.start();
  }
}
