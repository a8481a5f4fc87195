// The editor's window: a sheet of paper until a story is open, then the story.

import { element } from "../page/dom.ts";
import type { EditorState } from "../preview/contract.ts";
import { onNewKey } from "../preview/key.ts";
import { ApiError, get, post } from "./api.ts";
import type { Saved } from "./bar.ts";
import { Connection, type PageEvent } from "./connection.ts";
import type { EditorContext, PageMessage } from "./context.ts";
import { DeskWindow } from "./desk_window.ts";
import { openDialog } from "./dialog.ts";
import { EditorFrame } from "./frame.ts";
import { FrameChannel } from "./frame_channel.ts";
import { Live } from "./live.ts";
import { readWords } from "./shell_data.ts";
import { StartSheet } from "./start/start_sheet.ts";
import { Store } from "./store.ts";

function begin(first: EditorState): void {
  const words = readWords();
  const live = new Live();
  const store = new Store(first);
  const cut = element("p", { class: "notice is-cut", role: "alert" });
  cut.hidden = true;
  let desk: DeskWindow | undefined;
  /** The newest page: it may be told of before the story that it is of. */
  let page: PageEvent | undefined;

  const channel = new FrameChannel(
    (message: PageMessage) => desk?.post(message),
    () => store.state,
  );
  const frame = new EditorFrame(words, (message) => channel.send(message));
  const connection = new Connection({
    words,
    store,
    page: (event) => {
      page = event;
      desk?.page(event);
    },
    saved: (saved: Saved) => desk?.bar.saved(saved),
    cut: (text) => {
      cut.hidden = text === "";
      if (cut.textContent !== text) cut.textContent = text;
      desk?.bar.saved(text ? "kept" : "saved");
      // What could not be loaded while nobody answered.
      if (!text && page) desk?.page({ revision: page.revision });
    },
    failed: (text) => live.say(text),
  });
  const context: EditorContext = {
    state: () => store.state,
    onState: (update) => store.subscribe(update),
    run: (command) => connection.run(command),
    get: (path) => get(path),
    post,
    say: (text) => live.say(text),
    words,
    frame,
    draw: (shape, purpose) => {
      desk?.showMap();
      live.sayAloud(purpose);
      return frame.draw(shape, purpose);
    },
    openPanel: (name) => desk?.openPanel(name),
    begin: () => desk?.begin(),
    openPlace: (placeId, focus) => desk?.openPlace(placeId, focus),
    dialog: (content, title, closed) => openDialog(content, title, words, closed),
  };
  frame.send({ do: "words", words: words.part("frame.") });
  document.body.append(live.region);

  const sheet = new StartSheet(context, cut);
  const told = live.line;
  store.subscribe((state) => {
    if (!state.story) {
      if (!desk && !sheet.root.isConnected) {
        document.body.prepend(sheet.root);
        sheet.focus();
      }
      return;
    }
    const isNew = sheet.root.isConnected;
    sheet.root.remove();
    if (desk) return;
    desk = new DeskWindow(context, { frame, channel, told, cut });
    document.body.prepend(desk.root);
    document.documentElement.classList.add("is-ready");
    if (isNew) desk.begin();
    if (page) desk.page(page);
  });
}

async function main(): Promise<void> {
  try {
    begin((await get("state")) as EditorState);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const words = readWords();
    const text = error.message || words.say("notConnected");
    document.body.prepend(element("p", { class: "notice is-cut", role: "alert" }, text));
    onNewKey(() => location.reload());
  }
}

void main();
