// A page of many stories. It runs before storymap.js and does nothing by itself.

import type { AtlasApi } from "../data/atlas_api.ts";
import { readBlock } from "../data/page_data.ts";
import { PLACE_PAGE, STORIES_ID, type StoriesData } from "./contract.ts";
import { Filters } from "./filters.ts";
import { addNamedPlaces } from "./named_places.ts";
import { headOf } from "./story_head.ts";

const api: AtlasApi = {
  addNamedPlaces,
  placeAt: (placeId) => readBlock<StoriesData>(STORIES_ID)?.moved.find(([old]) => old === placeId)?.[1] ?? placeId,
  pageOf: (placeId) => PLACE_PAGE.replace("{}", placeId),
  headOf,
  start: (setting) => new Filters(setting),
};
Object.assign(window, { storymapAtlas: api });
