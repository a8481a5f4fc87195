// What the tools in the page share: the page's own parts, the channel to the window, and the words that it sent.

import type { Story } from "../data/page_data.ts";
import type { PlaceLayer } from "../map/place_layer.ts";
import type { LiveRegion } from "../page/live_region.ts";
import type { ArticleBlocks } from "./article_blocks.ts";
import type { Channel } from "./channel.ts";
import type { Hint } from "./hint.ts";
import type { MapHold } from "./map_hold.ts";
import type { Texts } from "./texts.ts";

export interface Tools {
  readonly map: L.Map;
  readonly story: Story;
  readonly placeLayer: PlaceLayer;
  readonly liveRegion: LiveRegion;
  readonly channel: Channel;
  readonly blocks: ArticleBlocks;
  readonly texts: Texts;
  readonly hint: Hint;
  readonly hold: MapHold;
}

export type Box = [number, number, number, number];

export const boxOf = ({ left, top, right, bottom }: DOMRect): Box => [left, top, right, bottom];
