// Elements without strings of HTML: text goes in by textContent.

type Attributes = Record<string, string>;
type Child = Node | string;

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function svg(tag: string, attributes: Attributes, ...children: Child[]): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A copy of a node without ids and tab stops, so that the document keeps one element an id. */
export function copy<T extends Element>(node: T): T {
  const made = node.cloneNode(true) as T;
  for (const inner of [made, ...made.querySelectorAll("[id], [tabindex]")]) {
    inner.removeAttribute("id");
    inner.removeAttribute("tabindex");
  }
  return made;
}

/** Whether the page runs from right to left. */
export const isRightToLeft = (): boolean => document.documentElement.dir === "rtl";

export const prefersReducedMotion = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
