// A sentence around a name, no longer than it takes to see what is meant.

import type { SentenceState } from "../../preview/contract.ts";

const BEFORE = 90;
const AFTER = 70;

/** Cut between words, with an ellipsis for what is left out. */
export function shortened(sentence: SentenceState): SentenceState {
  const { before, after } = sentence;
  return { ...sentence, before: lastOf(before), after: firstOf(after) };
}

function lastOf(text: string): string {
  if (text.length <= BEFORE) return text;
  const end = text.slice(-BEFORE);
  const space = end.indexOf(" ");
  return `… ${end.slice(space + 1)}`;
}

function firstOf(text: string): string {
  if (text.length <= AFTER) return text;
  const start = text.slice(0, AFTER);
  const space = start.lastIndexOf(" ");
  return `${space > 0 ? start.slice(0, space) : start} …`;
}
