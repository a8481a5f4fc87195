// A file of which parts are fetched. A host that sends the whole file instead is noticed before it has sent it, and asked
// no more.

import { unzlibSync } from "fflate";

/** Why the atlas cannot be shown: the host, or a file. */
type Fault = "noRanges" | "damaged";

export class PartError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(`storymap: ${fault}`);
    this.fault = fault;
  }
}

/** Milliseconds until a host that does not answer is given up. */
const PATIENCE = 20_000;
/** Bytes: no part is larger. */
const LARGEST = 16_000_000;
/** Parts that are kept. */
const KEPT = 400;

let hasRanges = true;

export class PartFile {
  readonly url: string;
  readonly #kept = new Map<string, Promise<unknown>>();

  constructor(url: string) {
    this.url = url;
  }

  /** The bytes of a part, as they are in the file; of one that reaches beyond its end, as many as there are. */
  async read(offset: number, length: number): Promise<Uint8Array> {
    if (!hasRanges) throw new PartError("noRanges");
    if (!Number.isSafeInteger(offset) || !(length > 0 && length <= LARGEST) || offset < 0)
      throw new PartError("damaged");
    const control = new AbortController();
    const timer = setTimeout(() => control.abort(), PATIENCE);
    try {
      const response = await fetch(this.url, {
        headers: { range: `bytes=${offset}-${offset + length - 1}` },
        signal: control.signal,
      });
      if (response.status === 200) {
        hasRanges = false;
        control.abort();
        throw new PartError("noRanges");
      }
      if (response.status !== 206 || !isAt(response, offset)) throw new PartError("damaged");
      return new Uint8Array(await response.arrayBuffer()).subarray(0, length);
    } catch (error) {
      throw error instanceof PartError ? error : new PartError("damaged");
    } finally {
      clearTimeout(timer);
    }
  }

  /** The value of a part that is packed JSON, which `isRight` knows. It is kept for the next time. */
  json<T>(offset: number, length: number, isRight: (value: unknown) => value is T): Promise<T> {
    return this.#keep(`json ${offset}`, async () => {
      const value = unpacked(await this.read(offset, length));
      if (!isRight(value)) throw new PartError("damaged");
      return value;
    });
  }

  /** The bytes of a part, kept for the next time; all must be there. */
  bytes(offset: number, length: number): Promise<Uint8Array> {
    return this.#keep(`bytes ${offset} ${length}`, async () => {
      const data = await this.read(offset, length);
      if (data.length < length) throw new PartError("damaged");
      return data;
    });
  }

  #keep<T>(key: string, make: () => Promise<T>): Promise<T> {
    // What was used last goes last.
    const known = this.#kept.get(key) as Promise<T> | undefined;
    this.#kept.delete(key);
    const value = known ?? make();
    this.#kept.set(key, value);
    if (!known) value.catch(() => this.#kept.delete(key));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return value;
  }
}

/** Whether a host sent what was asked for: one that does not say is believed. */
function isAt(response: Response, offset: number): boolean {
  const said = /^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "");
  return !said || Number(said[1]) === offset;
}

function unpacked(data: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(unzlibSync(data)));
  } catch {
    throw new PartError("damaged");
  }
}

export const isArray = (value: unknown): value is unknown[] => Array.isArray(value);
export const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((one) => typeof one === "number");
