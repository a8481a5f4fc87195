// The stories as the page has them: parts of its text, the passages of each place, and the layers of all.

import { readBlock, type Story } from "../data/page_data.ts";
import { searchable } from "../page/text_search.ts";
import { STORIES_ID, type StoriesData } from "./contract.ts";
import type { StoryFacts } from "./filter_state.ts";
import type { ListedPlaces } from "./listed_places.ts";
import { storyOf } from "./story_head.ts";

export class StoryParts {
  readonly elements = [...document.querySelectorAll<HTMLElement>("#article > .article-part")];
  readonly dates: readonly string[];
  readonly layerNames: readonly string[];
  readonly #places: ReadonlyMap<string, Story["places"][string]>;
  /** All passages of each place, and of which story each is. */
  #passages: Map<string, { passage: Story["places"][string]["mentions"][number]; story: number }[]> | undefined;
  #facts: StoryFacts[] | undefined;

  constructor(
    story: Story,
    private readonly listed: Pick<ListedPlaces, "layers" | "nameOf">,
  ) {
    const data = readBlock<StoriesData>(STORIES_ID);
    this.dates = data?.dates ?? [];
    this.layerNames = data?.layers ?? [];
    this.#places = new Map(Object.entries(story.places));
  }

  /** What the stories are filtered by: worked out when it is first asked for. */
  get facts(): readonly StoryFacts[] {
    this.#facts ??= this.elements.map((part, index) => {
      const named = placesIn(part);
      const names = named.map((placeId) => this.listed.nameOf(placeId));
      return {
        date: this.dates[index] ?? "",
        text: searchable(`${part.textContent} ${names.join(" ")}`),
        layers: new Set(named.flatMap((placeId) => this.listed.layers.get(placeId) ?? [])),
      };
    });
    return this.#facts;
  }

  /** Leave the passages of these stories to the places, and return those that have any. */
  keep(isKept: readonly boolean[]): Set<string> {
    this.#passages ??= this.#passagesOfAll();
    const kept = new Set<string>();
    for (const [placeId, all] of this.#passages) {
      const left = all.filter(({ story }) => isKept[story] ?? true);
      if (left.length) kept.add(placeId);
      const place = this.#places.get(placeId);
      if (place) place.mentions = left.map(({ passage }) => passage);
    }
    return kept;
  }

  #passagesOfAll(): Map<string, { passage: Story["places"][string]["mentions"][number]; story: number }[]> {
    const order = new Map(this.elements.map((part, index) => [part, index]));
    const indexOf = (excerpt: string): number => {
      const element = document.getElementById(excerpt);
      const part = element && storyOf(element);
      return (part && order.get(part)) ?? -1;
    };
    return new Map(
      [...this.#places].map(([placeId, { mentions }]) => [
        placeId,
        mentions.map((passage) => ({ passage, story: indexOf(passage.excerpt) })),
      ]),
    );
  }
}

const placesIn = (part: HTMLElement): string[] => [
  ...new Set([...part.querySelectorAll<HTMLElement>("[data-place]")].flatMap(({ dataset }) => dataset["place"] ?? [])),
];
