// The keys of the interface's catalogue (src/storymap/rendering/locales): the English one says which there are.

import type english from "../../../rendering/locales/en.json";

export type Key = keyof typeof english;
