// What the page's modules find in an atlas that a server of the tests serves: the rule and what it is given come in as
// JSON, what it answers goes out as JSON.
import { readFileSync } from "node:fs";

import { fragmentOf, readWish } from "../../../src/storymap/web/src/atlas_parts/address.ts";
import { AtlasFiles } from "../../../src/storymap/web/src/atlas_parts/atlas_files.ts";
import { countWithin, hasDate, rankRange } from "../../../src/storymap/web/src/atlas_parts/filter.ts";
import { compareKeys } from "../../../src/storymap/web/src/atlas_parts/key_tree.ts";
import { PartError } from "../../../src/storymap/web/src/atlas_parts/part_file.ts";
import { PlaceTiles } from "../../../src/storymap/web/src/atlas_parts/place_tiles.ts";
import { decodeRanks } from "../../../src/storymap/web/src/atlas_parts/postings.ts";
import { nameKey, wordsOf } from "../../../src/storymap/web/src/atlas_parts/words.ts";

const all = async <T>(pages: AsyncGenerator<T[]>): Promise<T[]> => {
  const found: T[] = [];
  for await (const page of pages) found.push(...page);
  return found;
};

const rules: Record<string, (given: any) => unknown> = {
  words: (texts: string[]) => texts.map(wordsOf),
  nameKeys: (texts: string[]) => texts.map(nameKey),
  sorted: (keys: string[]) => [...keys].sort(compareKeys),
  ranks: (blocks: number[][]) => blocks.map((block) => decodeRanks(new Uint8Array(block))),
  dates: ([filters, dates]) => filters.map((filter: any) => dates.map((date: string) => hasDate(filter, date))),
  ranges: ([filters, months, count]) => filters.map((filter: any) => rankRange(filter, months, count)),
  count: ([history, filters]) => filters.map((filter: any) => countWithin(history, filter)),
  addresses: ([hashes, layers]) =>
    hashes.map((hash: string) => [readWish(hash, layers), fragmentOf(readWish(hash, layers), layers)]),
  stories: async ({ data, queries }) => {
    const files = new AtlasFiles(data);
    const found: unknown[] = [];
    for (const { query, filter, most } of queries) {
      const pages = files.stories.find({ words: wordsOf(query), filter }, most);
      const { value } = await pages.next();
      found.push((value ?? []).map(({ rank }: any) => rank));
    }
    return found;
  },
  everyStory: async ({ data, query, filter }) =>
    (await all(new AtlasFiles(data).stories.find({ words: wordsOf(query), filter }, 20))).map(({ rank }) => rank),
  places: async ({ data, queries }) => {
    const files = new AtlasFiles(data);
    return Promise.all(queries.map((query: string) => files.placesNamed(query, 8)));
  },
  storiesOf: async ({ data, slug, filter }) => {
    const files = new AtlasFiles(data);
    const place = await files.placeAt(slug);
    return place && [place, await all(files.storiesOf(place, filter, 20))];
  },
  tiles: async ({ url, boxes }) => {
    const tiles = new PlaceTiles(url);
    return Promise.all(boxes.map(([box, zoom]: any) => tiles.within(...(box as [number, number, number, number]), zoom)));
  },
};

const { rule, given, base } = JSON.parse(readFileSync(0, "utf8"));
(globalThis as any).document = { baseURI: base };
try {
  process.stdout.write(JSON.stringify({ found: await rules[rule]!(given) }));
} catch (error) {
  if (!(error instanceof PartError)) throw error;
  process.stdout.write(JSON.stringify({ fault: error.fault }));
}
