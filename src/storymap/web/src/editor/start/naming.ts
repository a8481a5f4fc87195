// The name of a new story's folder, as it will be made of its first line. The server has the last word.

/** Letters of a folder's name. */
const LONGEST = 60;

/** The line that a text begins with, without the signs of a Markdown heading. */
export function firstLine(text: string): string {
  const line = text.split("\n").find((one) => one.trim()) ?? "";
  return line.replace(/^\s*#+\s*/, "").trim();
}

/** "An army at the border" is kept in an-army-at-the-border. */
export function folderName(title: string): string {
  const plain = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const name = plain.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, LONGEST);
  return name.replace(/^-+|-+$/g, "");
}
