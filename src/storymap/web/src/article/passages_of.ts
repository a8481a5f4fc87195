// The passages of a page's article.

import { atlasApi } from "../data/atlas_api.ts";
import { blockId } from "../data/element_ids.ts";
import type { AuthorView, Story } from "../data/page_data.ts";
import { MARKS, markedPlace } from "../data/text_marks.ts";
import type { Blocks } from "./blocks.ts";
import { Passages } from "./passages.ts";

export function passagesOf({ places, views }: Story, blocks: Blocks): Passages {
  const viewAt = (index: number): AuthorView | undefined => views[blockId(index + 1)];
  const hasViews = Object.keys(views).length > 0;
  /** The places on the map that a block names. */
  const placesIn = (index: number): string[] => placesWithin(blocks.at(index));
  const placesWithin = (part: Element | null | undefined): string[] => {
    const links = part?.querySelectorAll<HTMLElement>(MARKS) ?? [];
    return [...new Set([...links].map(markedPlace))].filter((placeId) => places[placeId]?.located);
  };
  /** Of many stories each is seen whole. */
  const storyAt = (index: number): AuthorView => ({
    places: placesWithin(blocks.at(index)?.closest(".article-part")),
    show: [],
    hide: [],
  });
  return new Passages({
    blockAt: (index) => ({ places: placesIn(index), view: viewAt(index) }),
    sectionAt: (index) => (hasViews ? viewAt(blocks.headingOf(index)) : atlasApi() ? storyAt(index) : undefined),
  });
}
