// The archive of tiles that stands in the page as base64. Only the parts that are asked for are decoded.

import type { RangeResponse, Source } from "pmtiles";

export class EmbeddedArchive implements Source {
  constructor(private readonly base64: string) {}

  getKey(): string {
    return "page";
  }

  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    // Four letters are three bytes.
    const first = Math.floor(offset / 3);
    const text = atob(this.base64.slice(first * 4, Math.ceil((offset + length) / 3) * 4));
    const skip = offset - first * 3;
    const data = new Uint8Array(Math.max(0, Math.min(length, text.length - skip)));
    for (let i = 0; i < data.length; i++) data[i] = text.charCodeAt(i + skip);
    return { data: data.buffer };
  }
}
