// The framed page of the editor: the page as its readers have it, and what one works on it with.

import "../preview/page.ts";
