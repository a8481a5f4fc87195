// A page of many stories. It runs before storymap.js and does nothing by itself.

import type { AtlasApi } from "../data/atlas_api.ts";
import { headOf } from "./story_head.ts";

const api: AtlasApi = { headOf };
Object.assign(window, { storymapAtlas: api });
