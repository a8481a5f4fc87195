// What a frame is told of the newsroom's page around it: which part of it is in the window, and whether it is light or dark.

import { bare, find, ofDocument, ofElement } from "./host_page.ts";

const DARK = "(prefers-color-scheme: dark)";
/** Of 255: a background below it is a dark one. */
const MIDDLE = 128;

/** A frame, or the element that it is inside of. */
export function placed(frame: Element): Element {
  const root = frame.getRootNode();
  return root instanceof ShadowRoot ? root.host : frame;
}

export const boxOf = (element: Element): DOMRect => ofElement(element, "getBoundingClientRect").call(element);

/** What of the frame the borders and the padding take that the site gives it, above and in all, in pixels. */
export function edgesOf(frame: HTMLIFrameElement): { above: number; all: number; isIncluded: boolean } {
  const style = getComputedStyle(frame);
  const above = px(style.borderTopWidth) + px(style.paddingTop);
  const all = above + px(style.borderBottomWidth) + px(style.paddingBottom);
  return { above, all, isIncluded: style.boxSizing === "border-box" };
}

/** Where the window begins and how high it is, in the pixels of the framed page; a fixed head of the site is left out. */
export function windowIn(frame: HTMLIFrameElement): { top: number; height: number } {
  const head = px(getComputedStyle(ofDocument("documentElement")).scrollPaddingTop);
  return { top: head - boxOf(frame).top - edgesOf(frame).above, height: window.innerHeight - head };
}

const px = (length: string): number => Number.parseFloat(length) || 0;

/**
 * The colours of the site where the frame stands: what it declares; of a site that declares nothing, what lies behind the
 * frame.
 */
export function schemeAround(frame: HTMLIFrameElement): "light" | "dark" {
  const { colorScheme } = getComputedStyle(frame);
  const meta = find('meta[name="color-scheme" i]')?.getAttribute("content");
  const declared = colorScheme && colorScheme !== "normal" ? colorScheme : (meta ?? "");
  const [light, dark] = [/\blight\b/.test(declared), /\bdark\b/.test(declared)];
  if (light !== dark) return dark ? "dark" : "light";
  if (light) return matchMedia(DARK).matches ? "dark" : "light";
  return isDarkBehind(frame) ? "dark" : "light";
}

function isDarkBehind(frame: Element): boolean {
  for (let at: Element | null = placed(frame); at; at = at.parentElement) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = /^rgba?\((.*)\)/
      .exec(getComputedStyle(at).backgroundColor)?.[1]
      ?.split(/[\s,/]+/)
      .map(Number) ?? [0, 0, 0, 0];
    if (alpha > 0.5) return 0.299 * red + 0.587 * green + 0.114 * blue < MIDDLE;
  }
  return false;
}

/** Call back when the page is scrolled or laid out anew. */
export function watchLayout(changed: () => void): void {
  const schedule = oncePerFrame(changed);
  window.addEventListener("scroll", schedule, bare({ passive: true, capture: true }));
  window.addEventListener("resize", schedule);
  new ResizeObserver(schedule).observe(ofDocument("body"));
}

/** Call back when the page's colours may have changed: a site's own switch is a class or an attribute of its root or body. */
export function watchScheme(changed: () => void): void {
  const schedule = oncePerFrame(changed);
  window.addEventListener("load", schedule);
  matchMedia(DARK).addEventListener("change", schedule);
  const switches = new MutationObserver(schedule);
  for (const name of ["documentElement", "body"] as const)
    switches.observe(ofDocument(name), bare({ attributes: true }));
}

/** Of several calls in one frame of the screen the first counts. */
export function oncePerFrame(then: () => void): () => void {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      then();
    });
  };
}
