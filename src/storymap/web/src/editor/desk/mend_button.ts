// A button that mends a problem: by a command, or by opening where a person mends it.

import type { MendState } from "../../preview/contract.ts";
import type { CommandBody, EditorContext } from "../context.ts";
import { button } from "../dom.ts";
import { textDesk } from "../text/text_desk.ts";
import { opened } from "./opened.ts";

export function mendButton(context: EditorContext, mend: MendState, isFirst: boolean): HTMLButtonElement {
  const { words } = context;
  const text = words.say(mend.label, mend.values);
  return button(text, () => follow(context, mend, text), { look: isFirst ? "plain" : "quiet" });
}

async function follow(context: EditorContext, mend: MendState, text: string): Promise<void> {
  if (mend.open !== undefined) return open(context, mend.open);
  // The server made the command; it checks it again as it does any other.
  const answer = await context.run(mend.command as CommandBody);
  if (answer.ok) context.say(context.words.say("mended", { what: text }));
}

function open(context: EditorContext, what: string): void {
  const found = opened(what);
  if (found?.what === "place") context.openPlace(found.placeId, true);
  else if (found?.what === "decide") context.openPanel("decide");
  else if (found?.what === "field") textDesk(context).openFields(found.field);
  else if (found?.what === "block") void textDesk(context).openBlock(found.block);
}
