// A page of many stories. It runs before storymap.js and does nothing by itself.

import type { AtlasApi } from "../data/atlas_api.ts";
import { Filters } from "./filters.ts";
import { headOf } from "./story_head.ts";

const api: AtlasApi = { headOf, start: (setting) => new Filters(setting) };
Object.assign(window, { storymapAtlas: api });
