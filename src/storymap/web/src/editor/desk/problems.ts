// Problems as `check` has them: grouped, each with its place, which a press goes to, and buttons that mend it.

import { element } from "../../page/dom.ts";
import type { ProblemState } from "../../preview/contract.ts";
import type { EditorContext } from "../context.ts";
import { button } from "../dom.ts";
import { mendButton } from "./mend_button.ts";
import { groupProblems, type Kind } from "./problem_groups.ts";

/** Of a list that is longer nobody reads the end, and the window would not move. */
const MOST_FOLDED = 200;

export function problems(context: EditorContext): HTMLElement {
  const root = element("div", { class: "desk-problems" });
  let shown = "";
  context.onState((state) => {
    const now = JSON.stringify([state.problems, state.story?.article]);
    if (now === shown) return;
    shown = now;
    keepingFocus(root, () => show(context, root, state.problems));
  });
  return root;
}

function show(context: EditorContext, root: HTMLElement, all: ProblemState[]): void {
  const { words } = context;
  if (!all.length) {
    root.replaceChildren(element("p", { class: "desk-none" }, words.say("noProblems")));
    return;
  }
  root.replaceChildren(
    ...groupProblems(all).map(({ subject, count, kinds }) =>
      element(
        "section",
        { class: "problem-group" },
        element(
          "h3",
          {},
          words.say(`problems.${subject}`),
          " ",
          element("span", { class: "desk-count" }, words.number(count)),
        ),
        element("ul", { class: "problem-list" }, ...kinds.flatMap((kind) => kindItems(context, kind))),
      ),
    ),
  );
}

function kindItems(context: EditorContext, { shown, folded }: Kind): HTMLElement[] {
  const items = shown.map((problem) => item(context, problem));
  if (!folded.length) return items;
  const more = element("ul", { class: "problem-list" });
  const details = element(
    "details",
    {},
    element("summary", {}, context.words.say("moreLikeThese", { count: folded.length })),
    more,
  );
  // Made when somebody looks.
  details.addEventListener("toggle", () => {
    if (!more.childElementCount) more.append(...folded.slice(0, MOST_FOLDED).map((problem) => item(context, problem)));
  });
  return [...items, element("li", { class: "problem-more" }, details)];
}

function item(context: EditorContext, problem: ProblemState): HTMLElement {
  const { words } = context;
  const { what, remedy, severity, mends } = problem;
  const made = element(
    "li",
    { class: `problem is-${severity}`, "data-key": `${problem.where} ${what}` },
    element(
      "p",
      { class: "problem-what", dir: "auto" },
      element("span", { class: "problem-severity" }, words.say(`severity.${severity}`)),
      " ",
      what,
    ),
    where(context, problem),
  );
  // What a button does need not be said, too.
  if (remedy && !mends.length) made.append(element("p", { class: "problem-remedy", dir: "auto" }, remedy));
  if (mends.length) {
    const buttons = mends.map((mend, at) => mendButton(context, mend, at === 0));
    made.append(element("div", { class: "buttons" }, ...buttons));
  }
  return made;
}

/** Where the problem is: a press shows it. */
function where(context: EditorContext, { where: at, block, place_id }: ProblemState): HTMLElement {
  const attributes = { class: "problem-where", dir: "auto" };
  if (block === null && place_id === null) return element("p", attributes, at);
  const go = (): void => {
    if (place_id !== null) {
      context.frame.send({ do: "place", place_id, edit: false });
      context.openPlace(place_id);
    } else if (block !== null) context.frame.send({ do: "block", block });
    context.say(context.words.say("wentTo", { where: at }));
  };
  const label = context.words.say("goTo", { where: at });
  return element("p", attributes, button(at, go, { look: "quiet", label, class: "desk-link" }));
}

/** Change what is in an element; where the focus was in it, it goes to what is in the same place now. */
function keepingFocus(root: HTMLElement, change: () => void): void {
  const before = document.activeElement;
  const had = root.contains(before);
  const buttons = (): HTMLElement[] => [...root.querySelectorAll<HTMLElement>("button, summary")];
  const position = had ? buttons().indexOf(before as HTMLElement) : -1;
  const open = new Set([...root.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent));
  change();
  for (const summary of root.querySelectorAll("details > summary"))
    if (open.has(summary.textContent)) summary.parentElement?.setAttribute("open", "");
  if (!had) return;
  const now = buttons();
  const next = now[Math.min(position, now.length - 1)];
  if (next) next.focus();
  else {
    root.tabIndex = -1;
    root.focus();
  }
}
