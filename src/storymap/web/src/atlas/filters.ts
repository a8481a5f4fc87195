// Filters over the stories: what does not fit is in neither list nor map, the address says it, and one way leads back.

import type { AtlasFilters, AtlasSetting } from "../data/atlas_api.ts";
import { foliumLayers } from "../data/page_data.ts";
import { FilterForm } from "./filter_form.ts";
import { type FilterState, fitting, NOTHING, readTail, writeTail, yearsOf } from "./filter_state.ts";
import { ListedPlaces } from "./listed_places.ts";
import { listInPrint } from "./printed_places.ts";
import { StoryParts } from "./story_parts.ts";

/** Milliseconds: whoever types is not done before. */
const PAUSE = 150;

export class Filters implements AtlasFilters {
  readonly #layers: L.FeatureGroup[];
  readonly #parts: StoryParts;
  readonly #listed: ListedPlaces;
  readonly #form: FilterForm;
  #tail = "";
  /** What is typed goes on from an address that was written for it. */
  #isTyping = false;
  #isChoosing = false;
  #timer = 0;

  constructor(private readonly setting: AtlasSetting) {
    const { story, map, say } = setting;
    this.#layers = foliumLayers(story);
    this.#listed = new ListedPlaces(setting);
    this.#parts = new StoryParts(story, this.#listed);
    this.#form = new FilterForm(say, yearsOf(this.#parts.dates), {
      changed: (isTyped) => {
        clearTimeout(this.#timer);
        if (!isTyped) this.#isTyping = false;
        this.#timer = window.setTimeout(() => this.#changed(isTyped), isTyped ? PAUSE : 0);
      },
      cleared: () => this.#ask(NOTHING),
    });
    document.getElementById("article")?.before(this.#form.root);
    map.on("layeradd layerremove", (event) => {
      if (this.#isChoosing || !this.#layers.includes((event as L.LayerEvent).layer as L.FeatureGroup)) return;
      this.#isTyping = false;
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.#changed(false));
    });
    listInPrint(setting, (placeId) => this.#listed.has(placeId));
    if (setting.tail) this.restore(setting.tail);
    else {
      this.#say(this.#parts.elements.length);
      this.#form.count(this.#parts.dates);
    }
  }

  restore(tail: string): void {
    const state = readTail(tail);
    this.#tail = tail;
    this.#isTyping = false;
    this.#form.value = state;
    this.#isChoosing = true;
    const { layers } = state;
    this.setting.actions.chooseLayers(this.#parts.layerNames.map((name) => layers?.includes(name) ?? true));
    this.#isChoosing = false;
    this.#apply();
  }

  get #state(): FilterState {
    const shown = this.#shown;
    const layers = shown.every(Boolean) ? null : this.#parts.layerNames.filter((_, at) => shown[at]);
    return { ...this.#form.value, layers };
  }

  /** Of each layer, whether it is on the map. */
  get #shown(): boolean[] {
    return this.#layers.map((layer) => this.setting.map.hasLayer(layer));
  }

  #ask(state: FilterState): void {
    this.restore(writeTail(state));
    this.setting.actions.address(this.#tail, true);
  }

  #changed(isTyped: boolean): void {
    const tail = writeTail(this.#state);
    if (tail === this.#tail) return;
    this.#tail = tail;
    this.setting.actions.address(tail, !this.#isTyping);
    this.#isTyping = isTyped;
    this.#apply();
  }

  #apply(): void {
    const shown = this.#shown;
    const isKept = fitting(this.#parts.facts, this.#form.value, shown);
    const ofAnyYear = fitting(this.#parts.facts, { ...this.#form.value, from: "", to: "" }, shown);
    this.#form.count(this.#parts.dates.filter((_, index) => ofAnyYear[index]));
    this.#parts.elements.forEach((part, index) => {
      part.hidden = !isKept[index];
    });
    const left = this.#listed.show(this.#parts.keep(isKept), (layer) => shown[layer] ?? true);
    this.setting.actions.filter([...isKept, ...shown].every(Boolean) ? null : left);
    // Hints at the map's edge are to what is left.
    this.setting.map.fire("controlschange");
    this.#say(isKept.filter(Boolean).length);
    this.setting.announce(this.#said(isKept.filter(Boolean).length));
  }

  #say(count: number): void {
    // How many there are in all stands above already.
    this.#form.say(this.#tail ? this.#said(count) : "", this.#tail !== "");
  }

  #said(count: number): string {
    const { say } = this.setting;
    const all = this.#parts.elements.length;
    if (count === all) return say("storiesCounted", { count: all });
    return count ? say("storiesShown", { shown: count, count: all }) : say("noStories");
  }
}
