// What would change on the web, as a list that a person reads: what, and before and after of it.

import { element } from "../../page/dom.ts";
import type { WebChange } from "../../preview/contract.ts";
import type { Words } from "../words.ts";
import { markedText } from "./marked_text.ts";
import { wordDifference } from "./word_difference.ts";

const MOST_SHOWN = 100;

export function changeList(changes: readonly WebChange[], words: Words): HTMLElement {
  if (!changes.length) return element("p", { class: "desk-none" }, words.say("webSame"));
  const items = changes.slice(0, MOST_SHOWN).map((change) => item(change, words));
  const more = changes.length - items.length;
  return element(
    "div",
    { class: "web-changes" },
    element("p", { class: "web-count" }, words.say("webCount", { count: changes.length })),
    element("ul", {}, ...items),
    ...(more ? [element("p", { class: "web-more" }, words.say("webMore", { count: more }))] : []),
  );
}

function item(change: WebChange, words: Words): HTMLElement {
  const { kind, before, after } = change;
  const made = element(
    "li",
    { class: `web-change is-${kind}` },
    element(
      "p",
      { class: "web-what" },
      element("span", { class: "web-kind" }, words.say(`web.${kind}`)),
      " ",
      element("bdi", {}, title(change, words)),
    ),
  );
  const { before: olds, after: news } = wordDifference(before, after);
  if (before) made.append(version(words.say("webBefore"), markedText(olds, "del")));
  if (after) made.append(version(words.say("webAfter"), markedText(news, "ins")));
  return made;
}

const version = (label: string, text: DocumentFragment): HTMLElement =>
  element(
    "p",
    { class: "web-version", dir: "auto" },
    element("span", { class: "visually-hidden" }, `${label}: `),
    text,
  );

/** "El Paso: note" */
function title({ what, name, member }: WebChange, words: Words): string {
  const of = member ? words.say(`web.member.${member}`) : words.say(`web.what.${what}`);
  return name ? `${short(name)}: ${of}` : of;
}

const short = (name: string): string => (name.length > 60 ? `${name.slice(0, 60).trimEnd()}…` : name);
