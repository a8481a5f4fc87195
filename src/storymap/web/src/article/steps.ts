// Stepping through the story, for those who do not scroll: one passage and one view of the map at a time, by buttons, keys,
// a clicker or a finger, for a talk or beside a wall. The passages are the article's own elements; the others are away.

import { atlasApi } from "../data/atlas_api.ts";
import { blockId } from "../data/element_ids.ts";
import { words } from "../data/i18n.ts";
import type { Story } from "../data/page_data.ts";
import { MARKS, markedPlace } from "../data/text_marks.ts";
import { icon } from "../map/toolbar.ts";
import { element, isRightToLeft } from "../page/dom.ts";
import { isMapAlone } from "../page/frame.ts";
import type { LiveRegion } from "../page/live_region.ts";
import { scrollToElement } from "../page/scroll_to.ts";
import { whenReady } from "../page/start.ts";
import { Autoplay } from "./autoplay.ts";
import { Blocks, blockOf } from "./blocks.ts";
import { type Step, stepAt, stepByKey, stepBySwipe, stepsOf } from "./step_list.ts";

export interface StepEvents {
  /** The map is to show the block with this index, -1 the story as it opens; null: what is read, as ever. */
  show: (block: number | null) => void;
  /** Close what lies over the passage or beside its place. */
  close: () => void;
}

const PAUSE = "M8 5v14M16 5v14";
const PLAY = "M8 5l11 7-11 7z";
/** What has keys of its own. */
const USES_KEYS = "input, textarea, select, audio, video";

export class Steps {
  #blocks = new Blocks();
  readonly #story = document.querySelector<HTMLElement>(".story");
  readonly #head = document.querySelector<HTMLElement>(".story-head");
  readonly #position = element("span", { class: "steps-position" });
  readonly #play = element("button", { type: "button" });
  readonly #bar: HTMLElement;
  readonly #startButton = element("button", { type: "button", class: "steps-start" }, words.stepThrough);
  readonly #autoplay: Autoplay | null;
  #steps: Step[] = [];
  #at = 0;

  constructor(
    private readonly story: Story,
    private readonly liveRegion: LiveRegion,
    private readonly events: StepEvents,
  ) {
    this.#bar = this.#makeBar();
    this.#autoplay = story.autoplay === undefined ? null : this.#makeAutoplay(story.autoplay);
    const shows = Object.keys(story.views).length > 0 || this.#blocks.article?.querySelector(MARKS);
    if (!shows || isMapAlone() || atlasApi()) return;
    this.#startButton.addEventListener("click", () => whenReady(() => this.start(this.#head)));
    // At once: it stands above the text, which would move for it later.
    this.#head?.append(this.#startButton);
    whenReady(() => this.#obey());
  }

  /** Keys and swipes turn from now on. */
  #obey(): void {
    document.addEventListener("keydown", (event) => this.isOn && this.#pressKey(event), { capture: true });
    // What is open has this key first: it stops it, or has used it.
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.isOn && !event.defaultPrevented && !isOthers(event)) this.leave();
    });
    this.#watchSwipes();
  }

  /** Where the address asks for it, as `?steps` does. */
  startIfAsked(): void {
    if (this.#startButton.isConnected && /[?&]steps([=&]|$)/.test(location.search)) this.start(null);
  }

  get isOn(): boolean {
    return this.#steps.length > 0;
  }

  /** Begin at the title, with the focus there if something was pressed for it. */
  start(from: HTMLElement | null): void {
    this.#blocks = new Blocks();
    this.#steps = stepsOf(this.#blocks.count, (index) => {
      const block = this.#blocks.at(index);
      const named = [...(block?.querySelectorAll<HTMLElement>(MARKS) ?? [])];
      const isLocated = (mark: HTMLElement): boolean => this.story.places[markedPlace(mark)]?.located === true;
      return {
        shows: named.some(isLocated) || blockId(index + 1) in this.story.views,
        isMedia: block?.matches("figure") === true,
        row: block?.closest("tr") ?? null,
      };
    });
    document.documentElement.classList.add("is-stepping");
    this.#story?.append(this.#bar);
    this.#show(0);
    if (from) focus(from);
    this.#autoplay?.start();
  }

  /** To the step that a part of the article is in. */
  visit(part: Element | null): void {
    this.#show(stepAt(this.#steps, blockOf(part)));
  }

  /** Back to the article, at the passage that was shown. */
  leave(): void {
    const block = this.#blocks.at(this.#steps[this.#at]?.block ?? -1);
    this.#autoplay?.pause();
    this.#steps = [];
    this.#unmark();
    this.#bar.remove();
    document.documentElement.classList.remove("is-stepping");
    if (block) {
      scrollToElement(block, "start", false);
      focus(block);
    } else {
      this.#startButton.focus();
    }
    this.events.show(null);
  }

  /** By so many steps, as far as there are any. */
  #go(by: number): void {
    const to = Math.max(0, Math.min(this.#steps.length - 1, this.#at + by));
    this.events.close();
    if (to === this.#at) return;
    const isInBar = this.#bar.contains(document.activeElement);
    this.#show(to);
    const passage = document.querySelector<HTMLElement>(".is-step:not(.is-context)");
    const said = words.passage(to + 1, this.#steps.length);
    // Where the focus stays on a button, the passage is read out; elsewhere it has the focus.
    this.liveRegion.say(isInBar ? `${said}. ${passage?.textContent}` : said);
    if (!isInBar && passage) focus(passage);
  }

  #show(at: number): void {
    const step = this.#steps[at];
    if (!step) return;
    this.#at = at;
    this.#unmark();
    const heading = step.block < 0 ? -1 : this.#blocks.headingOf(step.block);
    if (heading >= 0 && heading !== step.block) this.#mark(this.#blocks.at(heading), "is-context");
    this.#mark(step.block < 0 ? this.#head : this.#blocks.at(step.block));
    for (const index of step.media) this.#mark(this.#blocks.at(index), "is-context");
    this.#position.textContent = words.passage(at + 1, this.#steps.length);
    this.#bar.style.setProperty("--done", String((at + 1) / this.#steps.length));
    window.scrollTo(0, 0);
    this.events.show(step.block);
  }

  /** A row of a table is shown whole. */
  #mark(block: HTMLElement | null, ...more: string[]): void {
    const shown = block?.closest("tr") ?? block;
    shown?.classList.add("is-step", ...more);
    for (let at = shown?.parentElement; at && !at.matches(".page"); at = at.parentElement) at.classList.add("has-step");
  }

  #unmark(): void {
    for (const part of document.querySelectorAll(".is-step, .has-step")) {
      part.classList.remove("is-step", "has-step", "is-context");
    }
  }

  #makeBar(): HTMLElement {
    const turn = (label: string, sign: string, by: number): HTMLElement => {
      const button = element("button", { type: "button", class: "steps-turn", "aria-label": label }, sign);
      button.addEventListener("click", () => this.#go(by));
      return button;
    };
    const leave = element("button", { type: "button", class: "steps-leave" }, words.readInStory);
    leave.addEventListener("click", () => this.leave());
    const turns = [turn(words.previous, "‹", -1), this.#position, turn(words.next, "›", 1)];
    return element("div", { class: "steps-bar", role: "group", "aria-label": words.stepThrough }, ...turns, leave);
  }

  #makeAutoplay(seconds: number): Autoplay {
    this.#bar.lastElementChild?.before(this.#play);
    return new Autoplay(seconds, {
      button: this.#play,
      // From the end to the title again: nobody may be there.
      next: () => this.#show((this.#at + 1) % this.#steps.length),
      changed: (isPlaying) => {
        this.#play.setAttribute("aria-label", isPlaying ? words.pause : words.play);
        this.#play.replaceChildren(icon(isPlaying ? PAUSE : PLAY));
      },
    });
  }

  #pressKey(event: KeyboardEvent): void {
    const { key, shiftKey } = event;
    const by = stepByKey(key, shiftKey, isRightToLeft());
    if (by === null || isOthers(event) || isItsOwn(key, elementOf(event))) return;
    this.#go(by);
    event.preventDefault();
    event.stopPropagation();
  }

  #watchSwipes(): void {
    let begun: Touch | undefined;
    this.#story?.addEventListener(
      "touchstart",
      ({ touches, target }) => {
        const isWide = (target as Element).closest("table, pre, audio, video") !== null;
        begun = touches.length > 1 || isWide ? undefined : touches[0];
      },
      { passive: true },
    );
    this.#story?.addEventListener("touchend", ({ changedTouches: [end] }) => {
      if (!this.isOn || !begun || !end || !getSelection()?.isCollapsed) return;
      const by = stepBySwipe(end.clientX - begun.clientX, end.clientY - begun.clientY, isRightToLeft());
      if (by) this.#go(by);
    });
  }
}

const elementOf = ({ target }: Event): Element => (target instanceof Element ? target : document.body);

/** Whether a key is the browser's, or is typed into something. */
const isOthers = (event: KeyboardEvent): boolean =>
  event.ctrlKey || event.metaKey || event.altKey || event.isComposing || elementOf(event).closest(USES_KEYS) !== null;

/** Space presses what has the focus, and arrows move a map that has it. */
const isItsOwn = (key: string, at: Element): boolean =>
  key === " "
    ? at.closest("button, a, summary, [role=button]") !== null
    : key.startsWith("Arrow") && at.closest(".leaflet-container") !== null && at.closest(".card") === null;

function focus(part: HTMLElement): void {
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
  part.addEventListener("blur", () => part.removeAttribute("tabindex"), { once: true });
}
