// storymap-host.js, for the newsroom's own article page: it gives the framed map its height, links the place names of the
// article to it, and lets the map follow the reading. It reads the page it stands in, and sends ids to the frame.

import type { HostData } from "../data/contract.ts";
import { defineElement } from "./element.ts";
import { Frames } from "./frame_messages.ts";
import { attempt, bare, find, findAll, ofDocument } from "./host_page.ts";
import { placed, windowIn } from "./host_window.ts";
import { behavior, LinkedArticle } from "./linked_article.ts";

/** The story's sentences: the published script is a function around this one, which is called with them. */
declare const storymapData: HostData;

const FILE = "storymap-host.js";

/** This script's element; the folder that it stands in is the published one. */
function ownScript(): HTMLScriptElement | null {
  const current = ofDocument("currentScript") ?? findAll(`script[src*="${FILE}"]`).pop();
  return current instanceof HTMLScriptElement && current.src ? current : null;
}

function link(script: HTMLScriptElement, data: HostData): void {
  const articles = new Map<Element | null, LinkedArticle>();

  /** Every snippet brings the script: the one after the frame says where its article is. */
  const articleOf = (frame: HTMLIFrameElement): Element | null => {
    const at = placed(frame);
    const after = findAll(`script[src*="${FILE}"]`).find(
      (each) =>
        each instanceof HTMLScriptElement &&
        each.src === script.src &&
        at.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    const chosen = (after ?? script).getAttribute("data-article");
    return chosen ? find(chosen) : (at.closest("article") ?? find("article, main") ?? ofDocument("body"));
  };

  /** The names are links at once, even if the frame waits until it comes near the window. */
  const start = (frame: HTMLIFrameElement): void => {
    if (linked(frame)) return;
    let root: Element | null = null;
    attempt(() => {
      root = articleOf(frame);
    });
    const article = articles.get(root) ?? new LinkedArticle(root, data, frame, frames);
    articles.set(root, article);
    article.add(frame);
  };
  const linked = (frame: HTMLIFrameElement): LinkedArticle | undefined =>
    [...articles.values()].find((article) => article.has(frame));

  const frames = new Frames(new URL(".", script.src).href, {
    ready: (frame) => {
      start(frame);
      linked(frame)?.arrived(frame);
    },
    closed: (frame, stays) => stays || linked(frame)?.closed(frame),
    read: (frame, mention) => linked(frame)?.read(frame, mention),
    show: (frame, top, height, middle) => {
      const window_ = windowIn(frame);
      const above = middle ? (window_.height - height) / 2 : 0;
      window.scrollBy(bare({ top: top - window_.top - above, behavior: behavior() }));
    },
  });
  attempt(style);
  whenParsed(() => {
    attempt(defineElement);
    attempt(() => frames.begin());
    for (const frame of frames.all) attempt(() => start(frame));
  });
}

/** The script may come before the rest of the article. */
function whenParsed(then: () => void): void {
  if (ofDocument("readyState") === "loading") ofDocument("addEventListener").call(document, "DOMContentLoaded", then);
  else then();
}

/** Quiet links, which any rule of the newsroom's own style sheets overrides. */
function style(): void {
  if (!("adoptedStyleSheets" in Document.prototype)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    ":where(a.storymap-place){color:inherit;text-decoration-line:underline;text-decoration-style:dotted;text-underline-offset:.15em}" +
      // A small ring, as in the page.
      ":where(a.storymap-beside){padding-inline:.4em;text-decoration-line:none;forced-color-adjust:none;background:radial-gradient(circle closest-side,currentcolor 28%,transparent 38% 62%,currentcolor 72% 90%,transparent) center/.55em .55em no-repeat}",
  );
  Reflect.set(Document.prototype, "adoptedStyleSheets", [...ofDocument("adoptedStyleSheets"), sheet], document);
}

/** Each snippet on a page brings the script: the first of a story serves them all. */
function isFirst(folder: string): boolean {
  const key = Symbol.for(`storymap ${folder}`);
  return Reflect.get(window, key) === undefined && Reflect.set(window, key, true);
}

const script = ownScript();
if (script && isFirst(script.src)) link(script, storymapData);
