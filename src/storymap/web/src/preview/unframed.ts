// In preview and editor the page is in a frame of theirs, and is as if it were alone, but where it is shown as an article
// frames it: build.mjs puts this module in the place of page/framed.ts.

export const isFramed = (): boolean => new URLSearchParams(location.search).get("view") === "map";
