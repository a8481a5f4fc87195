// What a block of the article is called: "Paragraph 3", "Heading 5", "Picture 6": as they are counted in the body.

import type { BlockState } from "../../preview/contract.ts";
import type { Words } from "../words.ts";

const KNOWN = ["kicker", "headline", "standfirst", "paragraph", "heading", "dateline", "image", "recording", "code"];

export function blockName(blocks: readonly BlockState[], block: number, words: Words): string {
  const found = blocks.find((one) => one.block === block);
  const body = blocks.filter(({ element }) => element !== "");
  const number = body.findIndex((one) => one.block === block) + 1;
  const kind = found && KNOWN.includes(found.kind) ? found.kind : "paragraph";
  return number ? words.say(`block.${kind}`, { number }) : words.say(`field.${kind}`);
}
