// The one door to the server: requests below /api, with the key that no page of another origin has.

import { keyHeader } from "../preview/key.ts";

export class ApiError extends Error {
  /** 0 where there was no answer. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

async function answered(path: string, options: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/api/${path}`, { credentials: "same-origin", cache: "no-store", ...options });
  } catch {
    throw new ApiError(0, "");
  }
  const text = await response.text();
  const body = read(text);
  if (!response.ok) throw new ApiError(response.status, told(body) || text.trim());
  return body;
}

/** An answer as JSON; null where it is none: the guard refuses in plain text. */
function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What the server says of a request that it refused: a problem's words. */
function told(body: unknown): string {
  const problem = isRecord(body) && isRecord(body["problem"]) ? body["problem"] : body;
  if (!isRecord(problem)) return "";
  return [problem["what"], problem["remedy"]].filter((part) => typeof part === "string" && part).join(" · ");
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const get = (path: string, signal?: AbortSignal): Promise<unknown> =>
  answered(path, { headers: keyHeader(), ...(signal ? { signal } : {}) });

export function post(path: string, body: unknown, name = ""): Promise<unknown> {
  if (body instanceof Blob) {
    const file = {
      ...keyHeader(),
      "X-Storymap-Name": encodeURIComponent(name),
      "Content-Type": "application/octet-stream",
    };
    return answered(path, { method: "POST", headers: file, body });
  }
  const headers = { ...keyHeader(), "Content-Type": "application/json" };
  return answered(path, { method: "POST", headers, body: JSON.stringify(body) });
}
