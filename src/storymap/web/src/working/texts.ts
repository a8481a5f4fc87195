// The words of the tools, in the editor's language: the window sends them as soon as the page says that it is ready.

export class Texts {
  #texts: Record<string, string> = {};

  take(texts: Record<string, string>): void {
    this.#texts = texts;
  }

  /** A text with values put in. */
  say(key: string, values: Record<string, string | number> = {}): string {
    const text = Object.prototype.hasOwnProperty.call(this.#texts, key) ? this.#texts[key] : undefined;
    return (text ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
  }
}
