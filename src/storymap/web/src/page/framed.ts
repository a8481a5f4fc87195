// Whether the page is in somebody's frame. Preview and editor have it in a frame of their own, as if it were not: there
// `preview/unframed.ts` takes the place of this module.

export const isFramed = (): boolean => window.parent !== window;
