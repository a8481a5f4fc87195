// The page in the editor: the page as its readers have it, on which one works. Nothing is decided here: what is picked,
// selected, moved and drawn is said to the window around the page, which has the story's files.

import { liveRegion, map, placeLayer, scrollSync, selection, story } from "../main.ts";
// Answers the window as any framed page does, and says that the page is ready.
import "../preview/page.ts";
import { blockId } from "../data/element_ids.ts";
import { cameraNow } from "../map/subjects.ts";
import { scrollToElement } from "../page/scroll_to.ts";
import { start } from "../page/start.ts";
import { onPatched } from "../preview/patching.ts";
import { ArticleBlocks } from "./article_blocks.ts";
import { blockAtPoint, watchFiles } from "./asked_block.ts";
import { BlockKeys } from "./block_keys.ts";
import { BlockTools } from "./block_tools.ts";
import { Channel } from "./channel.ts";
import { Drawing } from "./drawing.ts";
import { decimalsAt, rounded, wrapped } from "./edited_geometry.ts";
import { FollowedBlock } from "./followed_block.ts";
import { Ghosts } from "./ghosts.ts";
import { Hint } from "./hint.ts";
import { sayWhereMapIs } from "./map_box.ts";
import { MapHold } from "./map_hold.ts";
import { Picking } from "./picking.ts";
import { PlaceWork } from "./place_work.ts";
import { ShownWords } from "./shown_words.ts";
import { Texts } from "./texts.ts";
import type { Tools } from "./tools.ts";
import { passKeysOn } from "./window_keys.ts";
import { WordSelection } from "./word_selection.ts";

const channel = new Channel();
const blocks = new ArticleBlocks();
const texts = new Texts();
const hint = new Hint(map, liveRegion);
const hold = new MapHold(map, scrollSync);
const tools: Tools = { map, story, placeLayer, liveRegion, channel, blocks, texts, hint, hold };

const shownWords = new ShownWords();
const placeWork = new PlaceWork(tools);
const ghosts = new Ghosts(tools);
const drawing = new Drawing(tools, { began: () => placeWork.pause(), ended: () => placeWork.resume() });
new Picking(tools, selection, () => drawing.isBusy);
const blockTools = new BlockTools(tools);
const words = new WordSelection(tools);
const blockKeys = new BlockKeys(tools, blockTools, words);
const followed = new FollowedBlock(blocks, (message) => channel.say(message));
watchFiles((message) => channel.say(message));
start(() => passKeysOn(channel));
const sayMapAgain = start(() => sayWhereMapIs(tools));

channel.listen({
  place: (message) => placeWork.show(message),
  block: ({ block, start: from, end }) => showBlock(block, from, end),
  follow: ({ block, height }) => followed.follow(block, height),
  point: ({ x, y }) => channel.say({ say: "point", block: blockAtPoint(blocks, x, y) }),
  ghosts: ({ candidates }) => ghosts.show(candidates),
  draw: ({ shape }) => drawing.do(shape),
  view: ({ of_block }) => {
    if (of_block) {
      const at = blocks.of(document.querySelector('.article [id^="p"].is-read') ?? document.getElementById(blockId(1)));
      if (at) blockTools.view(at);
      return;
    }
    const { lat, lng, zoom } = cameraNow(map);
    const decimals = decimalsAt(zoom);
    channel.say({ say: "view", lat: rounded(lat, decimals), lon: rounded(wrapped(lng), decimals), zoom });
  },
  part: ({ part }) => {
    document.documentElement.dataset["part"] = part;
    if (part === "map") words.leave();
    map.invalidateSize({ animate: false });
  },
  leading: ({ kinds }) => {
    blocks.lead(kinds);
    blockKeys.refresh();
  },
  words: (message) => {
    texts.take(message.words);
    // They come when the page is shown: what it said before was not heard.
    sayMapAgain?.();
    blockKeys.refresh();
  },
});
// Blocks were replaced, and what is pointed at may be elsewhere.
onPatched(() => {
  blockKeys.refresh();
  blockTools.hide();
  shownWords.refresh();
});

/** A block comes into sight, and words of it, if any, are marked. */
function showBlock(block: number, from: number | undefined, end: number | undefined): void {
  const element = blocks.at(block);
  if (!element) {
    shownWords.hide();
    return;
  }
  const { top, bottom } = element.getBoundingClientRect();
  if (top < 0 || bottom > window.innerHeight) scrollToElement(element, "center");
  shownWords.show(element, from ?? 0, end ?? from ?? 0);
}
