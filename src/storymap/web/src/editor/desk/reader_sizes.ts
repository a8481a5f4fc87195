// The readers' views: how large each window is, and how it fits into the room that there is.

export type ReaderView = "phone" | "tablet" | "wide" | "framed" | "print";

export interface ReaderSize {
  width: number;
  height: number;
}

export const READER_VIEWS: Readonly<Record<ReaderView, ReaderSize>> = {
  phone: { width: 390, height: 844 },
  tablet: { width: 768, height: 1024 },
  wide: { width: 1280, height: 800 },
  // The article around the frame; the frame has its own height in it.
  framed: { width: 1024, height: 900 },
  // A4 at 96 to the inch: 210 by 297 mm.
  print: { width: 794, height: 1123 },
};

/** How much smaller a window is shown so that it fits into the room: at most as large as it is, at least readable. */
export function scaleToFit(size: ReaderSize, room: ReaderSize): number {
  const fit = Math.min(1, room.width / size.width, room.height / size.height);
  return Math.max(0.25, Math.floor(fit * 1000) / 1000);
}

export interface ReaderChoice {
  view: ReaderView;
  isDark: boolean;
  /** "" for the story's own. */
  language: string;
}

/** The address of the page as this reader has it. */
export function readerAddress(revision: number, { view, isDark, language }: ReaderChoice): string {
  const asked = new URLSearchParams();
  if (view === "framed") asked.set("view", "map");
  if (view === "print") asked.set("media", "print");
  // Paper is white.
  else asked.set("scheme", isDark ? "dark" : "light");
  if (language) asked.set("lang", language);
  return `/read/${revision}?${asked}`;
}
