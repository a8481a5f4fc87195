// What became of everything on the way from one format to another: kept, changed or lost, a line each, as the server says it.

import { element } from "../page/dom.ts";
import type { ReportLineState } from "../preview/contract.ts";
import type { Words } from "./words.ts";

const FATES = { kept: "reportKept", changed: "reportChanged", lost: "reportLost" } as const;

export function reportList(lines: readonly ReportLineState[], words: Words): HTMLElement {
  const entries = lines.map(({ fate, text }) =>
    element(
      "li",
      { class: `report-line is-${fate}` },
      element("b", { class: "report-fate" }, words.say(FATES[fate])),
      " ",
      element("bdi", { lang: "en" }, text),
    ),
  );
  return element("ul", { class: "report-lines" }, ...entries);
}
