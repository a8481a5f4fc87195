// Which parts the window has besides its own: each is a function of the context.

import type { EditorContext } from "./context.ts";
import { historyPanel } from "./desk/history.ts";
import { notices } from "./desk/notices.ts";
import { problems } from "./desk/problems.ts";
import { publishDialog } from "./desk/publish.ts";
import { readersViews } from "./desk/readers_views.ts";
import { mapTools } from "./map_tools.ts";
import { textDesk } from "./text/text_desk.ts";

type Part = (context: EditorContext) => HTMLElement;

interface Parts {
  /** What stands under the bar at the top: a conflict, and what is not on disk. Empty and hidden when there is none. */
  notices?: Part;
  /** At the side, by a button of the bar. */
  problems?: Part;
  history?: Part;
  views?: Part;
  /** Opens the dialog. */
  publish?: (context: EditorContext) => void;
  /** The text over the framed page: it listens to "block" messages. */
  text?: (context: EditorContext) => unknown;
  /** The bar over the map: select, point, line, area, take the view. */
  mapTools?: Part;
}

export const parts: Parts = {
  notices,
  problems,
  history: historyPanel,
  views: readersViews,
  publish: publishDialog,
  text: textDesk,
  mapTools,
};
