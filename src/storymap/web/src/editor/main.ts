// The editor's window: the bar, the framed page, the places at the side, and the parts that parts.ts names.

import { parts } from "./parts.ts";

void parts;
