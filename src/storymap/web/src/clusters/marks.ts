// The marks in a part of the text. The document of a page that names hundreds of places has them with what a reader without
// script needs: a name is a bare link to its place, a span of sentences a bare element. All else follows from what stands
// before them in the part, by the rules of `rendering/derived_attributes.py`, and is given to them here.

import { ENTRY_ID_PREFIX } from "../data/contract.ts";
import type { Place } from "../data/page_data.ts";

/** What may be a mark, and what begins another section. */
const MET = "h2, h3, h4, h5, h6, a, span";

/** What is known at a mark from what stands before it. */
class Known {
  mentions = 0;
  excerpts = 0;
  /** The places that have been named since the last heading, and those that were named in passing. */
  readonly numbered = new Set<string>();
  readonly inPassing = new Set<string>();
}

/** Give the marks of a part their attributes; `linked` says which place a link leads to. */
export function dressMarks(
  part: Element,
  placeOf: (placeId: string) => Place | undefined,
  numberText: (value: number) => string,
  linked: (href: string) => string | undefined,
): void {
  const known = new Known();
  for (const met of part.querySelectorAll<HTMLElement>(MET)) {
    if (met.localName.startsWith("h")) known.numbered.clear();
    else if (isExcerpt(met)) dressExcerpt(met, known);
    else {
      dressMark(met, placeIn(met, linked), known, placeOf, numberText);
      linkById(met);
    }
  }
}

function dressExcerpt(span: HTMLElement, known: Known): void {
  known.excerpts = numberIn(span) || known.excerpts + 1;
  span.id = `e${known.excerpts}`;
  span.className = "excerpt";
}

function dressMark(
  mark: HTMLElement,
  placeId: string | undefined,
  known: Known,
  placeOf: (placeId: string) => Place | undefined,
  numberText: (value: number) => string,
): void {
  const place = placeId === undefined ? undefined : placeOf(placeId);
  if (placeId === undefined || !place) return;
  const isMinor = place.role !== "scene";
  const seen = isMinor ? known.inPassing : known.numbered;
  const isFirst = !seen.has(placeId);
  seen.add(placeId);
  known.mentions = numberIn(mark) || known.mentions + 1;
  if (!mark.hasAttribute("data-place")) {
    mark.id = `m${known.mentions}`;
    // A class says that a part before this one has named it.
    const isNumbered = isFirst && !mark.className;
    mark.className = `place colour-${place.colour}${isMinor ? " is-minor" : isNumbered ? "" : " is-later"}`;
    // `dataset` takes three times as long, and an atlas has tens of thousands of marks.
    mark.setAttribute("data-place", placeId);
    if (isNumbered) mark.setAttribute("data-number", numberText(place.number));
  }
}

/** The number in an id: of "m12" 12, and 0 where there is none. */
const numberIn = ({ id }: Element): number => Number(id.slice(1));

/** Readers copy links, and a number is another place's once the story names one more before it. */
function linkById(mark: HTMLElement): void {
  const placeId = mark.getAttribute("data-place");
  if (placeId !== null && /^#\d/.test(mark.getAttribute("href") ?? ""))
    mark.setAttribute("href", `#${ENTRY_ID_PREFIX}${placeId}`);
}

const isExcerpt = (part: HTMLElement): boolean =>
  part.localName === "span" && (!part.attributes.length || part.id.startsWith("e"));

/** The place that a mark names; undefined for what is no mark, or a link beside one. */
function placeIn(part: HTMLElement, linked: (href: string) => string | undefined): string | undefined {
  if (part.hasAttribute("data-mention")) return undefined;
  // A link of the author's has a relation to where it leads.
  const link = part.hasAttribute("rel") ? null : part.getAttribute("href");
  return part.getAttribute("data-place") ?? (link === null ? undefined : linked(link));
}
