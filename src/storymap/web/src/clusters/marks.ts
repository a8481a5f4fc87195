// The marks in a part of the text. The document of a page that names hundreds of places has them with what a reader without
// script needs: a name is a bare link to its place, a span of sentences a bare element. All else follows from what stands
// before them in the part, by the rules of `rendering/derived_attributes.py`, and is given to them here.

import { ENTRY_ID_PREFIX } from "../data/contract.ts";
import type { Place } from "../data/page_data.ts";

export const PLACE_LINK = `#${ENTRY_ID_PREFIX}`;
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

/** Give the marks of a part their attributes. */
export function dressMarks(
  part: Element,
  placeOf: (placeId: string) => Place | undefined,
  numberText: (value: number) => string,
): void {
  const known = new Known();
  for (const met of part.querySelectorAll<HTMLElement>(MET)) {
    if (met.localName.startsWith("h")) known.numbered.clear();
    else if (isExcerpt(met)) dressExcerpt(met, known);
    else dressMark(met, known, placeOf, numberText);
  }
}

function dressExcerpt(span: HTMLElement, known: Known): void {
  span.id ||= `e${known.excerpts + 1}`;
  span.className = "excerpt";
  known.excerpts = numberIn(span);
}

function dressMark(
  mark: HTMLElement,
  known: Known,
  placeOf: (placeId: string) => Place | undefined,
  numberText: (value: number) => string,
): void {
  const placeId = placeIn(mark);
  const place = placeId === undefined ? undefined : placeOf(placeId);
  if (placeId === undefined || !place) return;
  const isMinor = place.role !== "scene";
  const seen = isMinor ? known.inPassing : known.numbered;
  const isFirst = !seen.has(placeId);
  seen.add(placeId);
  if (!mark.id) {
    mark.id = `m${known.mentions + 1}`;
    // A class says that a part before this one has named it.
    const isNumbered = isFirst && !mark.className;
    mark.className = `place colour-${place.colour}${isMinor ? " is-minor" : isNumbered ? "" : " is-later"}`;
    mark.dataset["place"] = placeId;
    if (isNumbered) mark.dataset["number"] = numberText(place.number);
  }
  known.mentions = numberIn(mark);
}

/** The number in an id: of "m12" 12. */
const numberIn = ({ id }: Element): number => Number(id.slice(1));

const isExcerpt = (part: HTMLElement): boolean =>
  part.localName === "span" && (part.attributes.length === 0 || part.classList.contains("excerpt"));

/** The place that a mark names; undefined for what is no mark, or a link beside one. */
function placeIn(part: HTMLElement): string | undefined {
  if (part.dataset["mention"] !== undefined) return undefined;
  const link = part.id ? null : part.getAttribute("href");
  return link?.startsWith(PLACE_LINK) ? link.slice(PLACE_LINK.length) : part.dataset["place"];
}
