// A story for other tools: which format, and then where the file is and what became of everything on the way.

import { element } from "../../page/dom.ts";
import type { ExportState, FormatState, TargetState } from "../../preview/contract.ts";
import { ApiError } from "../api.ts";
import type { EditorContext } from "../context.ts";
import { button, labelled } from "../dom.ts";
import { reportList } from "../report_list.ts";
import { fileSize } from "./file_size.ts";

/** Opened by whoever wants it; `target` is the folder that the file goes beside. */
export function exportPart(context: EditorContext, target: () => TargetState | undefined): HTMLElement {
  const { words } = context;
  const formats = element("select");
  const result = element("div", { class: "export-result", "aria-live": "polite" });
  const note = element("p", { class: "field-note", role: "alert" });
  const part = element(
    "details",
    { class: "export" },
    element("summary", {}, words.say("exportTitle")),
    labelled(words.say("exportFormat"), formats, words.say("exportHint")),
    element(
      "div",
      { class: "buttons" },
      button(words.say("exportNow"), () => write()),
    ),
    note,
    result,
  );
  part.addEventListener("toggle", () => {
    if (part.open && !formats.length) void offer();
  });

  async function offer(): Promise<void> {
    const offered = await asked<FormatState[]>(() => context.get("export"));
    for (const { name, label, is_own } of offered ?? [])
      formats.append(element("option", { value: name, lang: "en" }, is_own ? label : words.say("exportArchive")));
  }

  async function write(): Promise<void> {
    const number = target()?.number;
    if (number === undefined || !formats.value) return;
    result.replaceChildren(element("p", {}, words.say("exporting")));
    const body = { target: number, format: formats.value };
    const done = await asked<ExportState>(() => context.post("export", body));
    result.replaceChildren(...(done ? written(done) : []));
  }

  function written({ file, folder, bytes, is_original, lines }: ExportState): HTMLElement[] {
    const size = fileSize(bytes, words.language);
    return [
      element("p", { class: "export-file", dir: "auto" }, words.say("exported", { file, folder, size })),
      element("p", {}, words.say(is_original ? "exportedOriginals" : "exportedPublic")),
      reportList(lines, words),
    ];
  }

  /** What the server answers; undefined where it says why not, which is told. */
  async function asked<Reply>(ask: () => Promise<unknown>): Promise<Reply | undefined> {
    note.textContent = "";
    try {
      return (await ask()) as Reply;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      note.textContent = error.message || words.say("notConnected");
      return undefined;
    }
  }

  return part;
}
