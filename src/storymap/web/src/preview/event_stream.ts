// The server's events, in a stream that is opened again and again until it is there: after sleep, after a restart. It is
// an answer that is read while it comes, for an EventSource cannot send the key.

import { EventLines } from "./event_lines.ts";
import { keyHeader } from "./key.ts";

export interface StreamHandlers {
  opened(): void;
  lost(): void;
  /** The server does not know this window, and says what helps: it is not asked again. */
  refused(words: string): void;
  heard(name: string, data: unknown): void;
}

/** Milliseconds until the stream is opened again: at first at once, then less often. */
const PAUSES = [300, 1000, 2000, 4000];
const REFUSED = 403;

export class EventStream {
  #request = new AbortController();
  #isOpen = false;
  #lastId = "";
  #failures = 0;
  #timer = 0;

  constructor(private readonly handlers: StreamHandlers) {
    void this.#open();
    // A laptop that wakes does not always say so to the stream.
    window.addEventListener("online", () => this.#again(0));
  }

  /** End it. */
  close(): void {
    clearTimeout(this.#timer);
    this.#request.abort();
  }

  async #open(): Promise<void> {
    this.#request.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    let words = "";
    try {
      words = await this.#listen(signal);
    } catch {
      // It has ended, as all streams do; what matters is whether there is another.
    }
    if (signal.aborted) return;
    this.#isOpen = false;
    if (words) {
      this.handlers.refused(words);
      return;
    }
    this.handlers.lost();
    this.#again(PAUSES[Math.min(this.#failures++, PAUSES.length - 1)] ?? 0);
  }

  /** Hear events until there are no more. Returns why the server refuses them, "" where it did not. */
  async #listen(signal: AbortSignal): Promise<string> {
    const headers = { ...keyHeader(), ...(this.#lastId ? { "Last-Event-ID": this.#lastId } : {}) };
    const response = await fetch("/events", { headers, signal, cache: "no-store" });
    if (response.status === REFUSED) return (await response.text()).trim();
    if (!response.ok || !response.body) return "";
    this.#isOpen = true;
    this.#failures = 0;
    this.handlers.opened();
    const lines = new EventLines(({ id, name, data }) => {
      if (id) this.#lastId = id;
      // A handler that fails ends itself, not the stream.
      queueMicrotask(() => this.handlers.heard(name, JSON.parse(data)));
    });
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read())
      lines.take(decoder.decode(piece.value, { stream: true }));
    return "";
  }

  #again(pause: number): void {
    if (this.#isOpen) return;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#open(), pause);
  }
}
