// The text of a page that names hundreds of places: its marks get what they are known by when a reader comes near, or asks
// for a place that they name.

import type { NamedSetting } from "../data/cluster_api.ts";
import { ENTRY_ID_PREFIX } from "../data/contract.ts";
import type { Passage } from "../data/page_data.ts";
import { MARKS } from "../data/text_marks.ts";
import { placeFragment } from "../page/fragments.ts";
import { dressMarks } from "./marks.ts";
import { wrapPassages } from "./passage_ranges.ts";

/** What is no link beside another one. */
const OWN = ":not([data-mention])";
/** Windows above and below the one that is seen. */
const NEAR = "200% 0px";

export class TextMarks {
  readonly #article = document.getElementById("article");
  /** What a long article is laid out in. */
  readonly #parts = [...(this.#article?.querySelectorAll(":scope > .article-part") ?? [])];
  readonly #dressed = new WeakSet<Element>();
  #passages = new Map<string, Passage[]>();
  #knowsAll = false;

  constructor(private readonly setting: NamedSetting) {}

  /** Dress what the reader sees, and what comes near later. */
  start(): void {
    const [first, ...others] = this.#parts;
    if (!this.#article) return;
    this.#dress(first ?? this.#article);
    if (others.length && window.IntersectionObserver) {
      const near = new IntersectionObserver(
        (entries) => {
          for (const { isIntersecting, target } of entries) if (isIntersecting) this.#dress(target);
        },
        { rootMargin: NEAR },
      );
      for (const part of others) near.observe(part);
    } else for (const part of others) this.#dress(part);
    // What is pressed or reached before its part was seen to be near.
    for (const type of ["focusin", "click"])
      this.#article.addEventListener(type, ({ target }) => this.#dress(this.#partOf(target as Element)), true);
    window.addEventListener("hashchange", () => this.#follow());
    this.#follow();
  }

  /** The text has changed. */
  forget(): void {
    this.#passages = new Map();
    this.#knowsAll = false;
  }

  /** The passages that name a place, those above the text only where it is not named in it. */
  passagesOf(placeId: string): Passage[] {
    const known = this.#passages.get(placeId);
    if (known) return known;
    const named = `[data-place="${placeId}"]${OWN}`;
    const number = this.setting.placeOf(placeId)?.number;
    const found = this.#knowsAll ? [] : this.#marksOf(`a[href="#${number}"]${OWN}, ${named}`);
    const passages = passagesIn(found.length ? found : document.querySelectorAll(`.story-head ${named}`));
    this.#passages.set(placeId, passages);
    return passages;
  }

  /** Look through the text once, for all places. */
  learnAll(): void {
    if (this.#knowsAll) return;
    this.#knowsAll = true;
    const marks = new Map<string, Element[]>();
    for (const mark of this.#marksOf(`:is(${MARKS})${OWN}`)) {
      const placeId = mark.dataset["place"] ?? "";
      const known = marks.get(placeId);
      if (known) known.push(mark);
      else marks.set(placeId, [mark]);
    }
    for (const [placeId, named] of marks) this.#passages.set(placeId, passagesIn(named));
  }

  /** Marks in the text, dressed. */
  #marksOf(selector: string): readonly HTMLElement[] {
    const marks = [...(this.#article?.querySelectorAll<HTMLElement>(selector) ?? [])];
    for (const mark of marks) this.#dress(this.#partOf(mark));
    return marks;
  }

  #partOf(mark: Element): Element | null {
    return this.#parts.length ? mark.closest(".article-part") : this.#article;
  }

  #dress(part: Element | null): void {
    if (!part || this.#dressed.has(part)) return;
    this.#dressed.add(part);
    const { story, placeOf, numberText, integersIn } = this.setting;
    wrapPassages(part, integersIn(story.rows?.passages[this.#parts.indexOf(part)] ?? ""));
    dressMarks(part, placeOf, numberText, (href) => this.#linked(href));
  }

  /** The place to whose number in the list for readers without script a link leads. */
  #linked(href: string): string | undefined {
    return this.setting.points.idOfNumber(Number(href.slice(1)));
  }

  /** What the address leads to is made: a place without an entry, or a mark. */
  #follow(): void {
    const id = location.hash.slice(1);
    if (!id || document.getElementById(id)) return;
    const placeId = id.startsWith(ENTRY_ID_PREFIX) ? id.slice(ENTRY_ID_PREFIX.length) : this.#linked(location.hash);
    // A whole address: a fragment alone would lead out of a frame that has no address of its own.
    if (placeId !== undefined) location.replace(location.href.replace(/#.*/, placeFragment(placeId)));
    else this.#find(id)?.scrollIntoView();
  }

  /** The element of a mention or an excerpt: the first one of each part has its id. */
  #find(id: string): Element | null {
    const [, kind, number] = /^([me])(\d+)$/.exec(id) ?? [];
    if (!kind) return null;
    const isUpTo = (part: Element): boolean =>
      Number(part.querySelector(`[id^="${kind}"]`)?.id.slice(1) ?? Number.POSITIVE_INFINITY) <= Number(number);
    this.#dress(this.#parts.filter(isUpTo).pop() ?? null);
    return document.getElementById(id);
  }
}

/** The passages that marks are in. Marks come in the order of the text, so those of one passage are neighbours. */
function passagesIn(marks: Iterable<Element>): Passage[] {
  const passages: Passage[] = [];
  for (const mark of marks) {
    const excerpt = mark.closest(".excerpt")?.id;
    const last = passages[passages.length - 1];
    if (excerpt === undefined) continue;
    if (last?.excerpt !== excerpt) passages.push({ excerpt, marks: [mark.id] });
    else if (!last.marks.includes(mark.id)) last.marks.push(mark.id);
  }
  return passages;
}
