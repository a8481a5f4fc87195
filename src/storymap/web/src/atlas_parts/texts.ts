// The words of the interface that no other page has.

import { say } from "../data/i18n.ts";

export const texts = {
  byYear: say("atlasByYear"),
  damaged: say("atlasDamaged"),
  found: say("atlasFound"),
  from: say("atlasFrom"),
  more: say("atlasMore"),
  needsHttp: say("atlasNeedsHttp"),
  noRanges: say("atlasNoRanges"),
  nothing: say("atlasNothing"),
  other: say("atlasOther"),
  overview: say("atlasOverview"),
  search: say("atlasSearch"),
  to: say("atlasTo"),
  stories: (count: number): string => say("atlasStories", { count }),
};
