// The newsroom's page as it is, whatever else is in it. An element can be named like a property of the document or of a
// form (`<img name="currentScript">`) and hides it; a script can add properties to all objects, and freeze them.

/** A property of the document, which no element of that name hides. */
export const ofDocument = <K extends keyof Document>(name: K): Document[K] =>
  Reflect.get(Document.prototype, name, document) as Document[K];

/** A property of an element, which no field of that name in a form hides. */
export const ofElement = <K extends keyof Element>(element: Element, name: K): Element[K] =>
  Reflect.get(Element.prototype, name, element) as Element[K];

export const find = (selector: string): Element | null => ofDocument("querySelector").call(document, selector);

export const findAll = (selector: string): Element[] => [...ofDocument("querySelectorAll").call(document, selector)];

export const create = <K extends keyof HTMLElementTagNameMap>(tag: K): HTMLElementTagNameMap[K] =>
  ofDocument("createElement").call(document, tag) as HTMLElementTagNameMap[K];

/** Options for the browser that inherit nothing from what scripts have added to all objects. */
export const bare = <const T extends object>(options: T): T => Object.setPrototypeOf(options, null) as T;

/** A member of a message, which may be anything. */
export const member = (message: unknown, name: string): unknown =>
  typeof message === "object" && message !== null && Object.prototype.hasOwnProperty.call(message, name)
    ? Reflect.get(message, name)
    : undefined;

/** Do what may fail without stopping the rest; the console says what failed. */
export function attempt(part: () => void): void {
  try {
    part();
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
  }
}
