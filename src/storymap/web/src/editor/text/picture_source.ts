// A picture in the source of a block, and what is written about it: ![alt](file "caption"){credit="Name" decorative}.

export interface WrittenPicture {
  alt: string;
  caption: string;
  credit: string;
  decorative: boolean;
}

const PICTURE =
  /!\[((?:\\.|[^\]\\])*)\]\(\s*(<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'))?\s*\)(\{[^{}\n]*\})?/;

/** The first picture of a block's Markdown, or null. */
export function pictureOf(source: string): WrittenPicture | null {
  const found = PICTURE.exec(source);
  if (!found) return null;
  const [, alt = "", , title = "", braces = ""] = found;
  return {
    alt: plain(alt),
    caption: plain(title.slice(1, -1)),
    credit: /\bcredit=["“]([^"”]*)["”]/.exec(braces)?.[1] ?? "",
    decorative: /(?:^|[\s{])decorative(?=[\s}])/.test(braces),
  };
}

/** The source with the picture described so; what else is written there stays. */
export function withPicture(source: string, picture: WrittenPicture): string {
  return source.replace(PICTURE, (_, _alt, target: string, _title, braces: string | undefined) => {
    const alt = picture.decorative ? "" : escaped(picture.alt, /[[\]\\]/g);
    const caption = picture.caption ? ` "${escaped(picture.caption, /["\\]/g)}"` : "";
    return `![${alt}](${target}${caption})${withBraces(braces ?? "", picture)}`;
  });
}

function withBraces(braces: string, { credit, decorative }: WrittenPicture): string {
  const parts = [credit && `credit="${oneLine(credit).replace(/["“”{}]/g, "'")}"`, decorative && "decorative"];
  const own = parts.filter(Boolean).join(" ");
  // What else stands there is the block's: its view.
  const others = braces
    .slice(1, -1)
    .replace(/\bcredit=["“][^"”]*["”]/, "")
    .replace(/(^|\s)decorative(?=\s|$)/, "$1")
    .trim();
  return [own, others].map((written) => written && `{${written}}`).join(own && others ? " " : "");
}

const plain = (text: string): string => text.replace(/\\([!-/:-@[-`{-~])/g, "$1");
const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
const escaped = (text: string, special: RegExp): string => oneLine(text).replace(special, "\\$&");
