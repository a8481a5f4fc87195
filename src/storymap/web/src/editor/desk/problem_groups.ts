// Problems in the order in which one mends them: what stops the page, then what is in the text, at the places, elsewhere.
// Those of one kind stand together, and beyond a few are folded.

import type { ProblemState } from "../../preview/contract.ts";

export type Subject = "errors" | "text" | "places" | "story";

export interface Kind {
  /** Those that are shown at once. */
  shown: ProblemState[];
  folded: ProblemState[];
}

export interface Group {
  subject: Subject;
  count: number;
  kinds: Kind[];
}

const SUBJECTS: readonly Subject[] = ["errors", "text", "places", "story"];
const MOST_SHOWN = 3;
/** Names in quotes and numbers: what differs between problems of one kind. */
const SLOT = /"[^"]{0,300}"|\d[\d.,:]{0,30}/g;

export function groupProblems(problems: readonly ProblemState[]): Group[] {
  return SUBJECTS.map((subject) => {
    const own = problems.filter((problem) => subjectOf(problem) === subject);
    return { subject, count: own.length, kinds: kindsOf(subject === "text" ? inReadingOrder(own) : own) };
  }).filter(({ count }) => count > 0);
}

function subjectOf({ severity, block, place_id }: ProblemState): Subject {
  if (severity === "error") return "errors";
  if (block !== null) return "text";
  return place_id === null ? "story" : "places";
}

const inReadingOrder = (problems: readonly ProblemState[]): ProblemState[] =>
  [...problems].sort((one, other) => (one.block ?? 0) - (other.block ?? 0));

function kindsOf(problems: readonly ProblemState[]): Kind[] {
  const kinds = new Map<string, ProblemState[]>();
  for (const problem of problems) {
    const key = `${problem.severity} ${problem.what.replace(SLOT, "…")}`;
    kinds.set(key, [...(kinds.get(key) ?? []), problem]);
  }
  return [...kinds.values()].map((same) => {
    // One that would be folded alone takes no more room unfolded.
    const most = same.length === MOST_SHOWN + 1 ? same.length : MOST_SHOWN;
    return { shown: same.slice(0, most), folded: same.slice(most) };
  });
}
