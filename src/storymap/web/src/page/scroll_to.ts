// Scrolling a part of the text into sight. A long article is laid out in parts when they come near, so what is far
// away moves while it is scrolled to: there the page jumps, and aims again once the parts around have their true heights.

import { prefersReducedMotion } from "./dom.ts";
import { scrollOuter } from "./outer_window.ts";

/** Windows that the page glides through. */
const NEAR = 3;
const FRAMES = 3;

export function scrollToElement(target: Element, block: "start" | "center", glides = !prefersReducedMotion()): void {
  if (scrollOuter(target, block === "center")) return;
  const isLong = document.querySelector(".article-part, .places-many") !== null;
  const isFar = isLong && Math.abs(target.getBoundingClientRect().top) > NEAR * window.innerHeight;
  target.scrollIntoView({ behavior: glides && !isFar ? "smooth" : "instant", block });
  if (isFar) aim(target, block, FRAMES);
}

function aim(target: Element, block: "start" | "center", frames: number): void {
  requestAnimationFrame(() => {
    target.scrollIntoView({ behavior: "instant", block });
    if (frames > 1) aim(target, block, frames - 1);
  });
}
