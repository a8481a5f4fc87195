// The list beside the map: what a search finds, the stories of a place, or what is on the map.

import { words } from "../data/i18n.ts";
import { element } from "../page/dom.ts";
import type { LiveRegion } from "../page/live_region.ts";
import type { AtlasFiles, FoundPlace, Place } from "./atlas_files.ts";
import { countWithin, type Filter, hasLayer } from "./filter.ts";
import { placeItem, spotItem, storyItem, storyList } from "./lists.ts";
import type { Spot } from "./place_tiles.ts";
import { type NamedPlace, type Story, sentenceOf } from "./story.ts";
import { texts } from "./texts.ts";
import { wordsOf } from "./words.ts";

const STORIES = 20;
const PLACES = 8;
/** Of what is on the map as many are listed. */
const SPOTS = 60;

export interface ResultActions {
  open: (number: number, from: HTMLElement) => void;
  spot: (spot: Spot, from: HTMLElement) => void;
  overview: () => void;
  failed: (error: unknown) => void;
}

export class Results {
  readonly #first: Node[];
  readonly #notice = element("p", { class: "atlas-notice", role: "alert" });
  readonly #mostNamed: Element | null;
  /** Which list is the one that was asked for last. */
  #turn = 0;

  constructor(
    private readonly root: Element,
    private readonly files: AtlasFiles,
    private readonly live: LiveRegion,
    private readonly actions: ResultActions,
  ) {
    this.#first = [...root.childNodes];
    this.#mostNamed = root.querySelector(".atlas-most-named");
  }

  /** The list that the page came with. */
  showFirst(): void {
    this.#turn++;
    this.root.replaceChildren(...this.#first);
  }

  /** What is on the map, in the place of the places that are named most. */
  showSeen(spots: readonly Spot[], filter: Filter): void {
    if (!this.#mostNamed?.isConnected) return;
    const places = spots.reduce((sum, { places }) => sum + places, 0);
    const list = element("ol", { role: "list", class: "atlas-places" });
    for (const spot of spots.slice(0, SPOTS))
      list.append(spotItem(spot, countWithin(spot.history, filter), (from) => this.actions.spot(spot, from)));
    this.#mostNamed.replaceChildren(element("h2", {}, words.placesInView(places)), list);
    this.live.say(words.placesInView(places));
  }

  async showSearch(query: string, filter: Filter): Promise<void> {
    const turn = ++this.#turn;
    const asked = wordsOf(query);
    const places = element("div", { class: "atlas-found-places" });
    const stories = element("div", { class: "atlas-found-stories" });
    // First the places: what is asked for the stories would stand before them in the browser's queue.
    const named = await this.files.placesNamed(query, PLACES);
    if (turn !== this.#turn) return;
    places.append(...this.#placeList(named, filter));
    this.root.replaceChildren(places, stories);
    performance.mark("atlas-places-found");
    await this.#stories(asked, filter, stories, turn);
    if (turn !== this.#turn) return;
    performance.mark("atlas-stories-found");
    const isEmpty = !places.childElementCount && !stories.querySelector("li");
    if (isEmpty) this.root.replaceChildren(element("p", { class: "atlas-nothing" }, texts.nothing));
    const count = stories.querySelectorAll("li").length;
    this.live.say(isEmpty ? texts.nothing : `${words.placesFound(named.length)}. ${texts.stories(count)}`);
  }

  async showPlace(place: Place, filter: Filter, isAsked: boolean): Promise<void> {
    const turn = ++this.#turn;
    const back = element("button", { type: "button", class: "places-back" }, texts.overview);
    back.addEventListener("click", () => this.actions.overview());
    const title = element("h2", { class: "atlas-open", tabindex: "-1" }, element("bdi", {}, place.name));
    if (place.country) title.append(" ", element("span", { class: "atlas-country" }, place.country));
    const stories = element("div", {});
    const counts = element("p", { class: "atlas-counts" }, texts.stories(place.count));
    const pages = this.files.storiesOf(place, filter, STORIES);
    await this.#fill(stories, pages, (story) => story.namings[0], turn);
    if (turn !== this.#turn) return;
    this.root.replaceChildren(back, title, counts, stories);
    if (!stories.querySelector("li")) stories.append(element("p", { class: "atlas-nothing" }, texts.nothing));
    if (isAsked) title.focus({ preventScroll: true });
    // In the last third of the window there is no room for its stories.
    const isLow = title.getBoundingClientRect().bottom > (2 / 3) * window.innerHeight;
    back.scrollIntoView({ block: isLow ? "start" : "nearest" });
  }

  /** Say above the list why something cannot be shown. */
  say(text: string): void {
    this.#notice.textContent = text;
    this.root.before(this.#notice);
  }

  #placeList(found: readonly FoundPlace[], filter: Filter): HTMLElement[] {
    const shown = found.filter(({ layer }) => hasLayer(filter, layer));
    if (!shown.length) return [];
    const list = element("ol", { role: "list", class: "atlas-places" });
    for (const place of shown) list.append(placeItem(place, (from) => this.actions.open(place.number, from)));
    return [element("h2", {}, words.places), list];
  }

  #stories(asked: string[], filter: Filter, root: Element, turn: number): Promise<void> {
    if (!asked.length && !filter.from && !filter.to && !filter.layers.length) return Promise.resolve();
    const pages = this.files.stories.find({ words: asked, filter, isOver: () => turn !== this.#turn }, STORIES);
    const heading = element("h2", {}, texts.found);
    return this.#fill(root, pages, (story) => bestNaming(story, asked, filter), turn, heading);
  }

  /** Put the first page of stories into an element, under a heading if there are any, and a button for the next. */
  async #fill(
    root: Element,
    pages: AsyncGenerator<Story[], void, void>,
    namingIn: (story: Story) => NamedPlace | undefined,
    turn: number,
    ...heading: Element[]
  ): Promise<void> {
    const list = storyList();
    const more = element("button", { type: "button", class: "atlas-more" }, texts.more);
    const next = async (): Promise<void> => {
      const page = await pages.next();
      if (turn !== this.#turn) return;
      const stories = page.value ?? [];
      const items = stories.map((story) => storyItem(story, namingIn(story)));
      const isFirst = !list.childElementCount;
      list.append(...items);
      more.hidden = stories.length < STORIES;
      if (isFirst && items.length) root.append(...heading, list, more);
      else items[0]?.querySelector<HTMLElement>("a")?.focus();
      if (!isFirst) this.live.say(texts.stories(list.childElementCount));
    };
    more.addEventListener("click", () => void next().catch(this.actions.failed));
    await next();
  }
}

/** The sentence that is shown of a story: one with a word of the query, of a layer that is wanted. */
function bestNaming(story: Story, asked: readonly string[], filter: Filter): NamedPlace | undefined {
  const wanted = story.namings.filter((one) => hasLayer(filter, one.layer) && sentenceOf(story, one));
  const has = (naming: NamedPlace): boolean => {
    const words = wordsOf(sentenceOf(story, naming));
    return asked.some((word) => words.some((one) => one.startsWith(word)));
  };
  return wanted.find(has) ?? wanted[0];
}
