// The types of the interface's catalogue (src/storymap/rendering/locales): the English one says which keys there are.

import type english from "../../../rendering/locales/en.json";

export type Key = keyof typeof english;
/** A text, or one for each plural form. */
export type Text = string | Record<string, string>;
