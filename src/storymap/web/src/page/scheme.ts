// Light or dark, as the reader's system asks, or as the page around the frame or its address says: `?scheme=dark`.

const DARK = "(prefers-color-scheme: dark)";
const ASKED = /\(prefers-color-scheme:\s*(\w+)\)/g;
const CHANGE = "storymap-scheme";
/** Media conditions that are always and never true. */
const [ALWAYS, NEVER] = ["(min-width: 0px)", "(max-width: -1px)"];

export type Scheme = "light" | "dark";

export const isScheme = (value: unknown): value is Scheme => value === "light" || value === "dark";

/** What the page's address asks for: the first script has read it. */
const ofAddress = (): unknown => document.documentElement.dataset["scheme"];

/** The conditions as the style sheets have them, for rules that were changed. */
const conditions = new Map<MediaList, string>();

/** Call back when the colours have changed; the function that is returned ends that. */
export function onSchemeChange(changed: () => void): () => void {
  const dark = matchMedia(DARK);
  dark.addEventListener("change", changed);
  window.addEventListener(CHANGE, changed);
  return () => {
    dark.removeEventListener("change", changed);
    window.removeEventListener(CHANGE, changed);
  };
}

/** Take the scheme of the address, if it names one. */
export function takeSchemeOfAddress(): void {
  const scheme = ofAddress();
  if (isScheme(scheme)) show(scheme);
}

/** The page around the frame has this scheme; the address knows better. */
export function setScheme(scheme: Scheme): void {
  if (!isScheme(ofAddress())) show(scheme);
}

/** Show a scheme, unless the story's theme has only one. */
function show(scheme: Scheme): void {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]');
  if (!conditions.size) collect([...document.styleSheets].map((sheet) => sheet.cssRules));
  if (!meta || !(meta.content === "light dark" || conditions.size)) return;
  for (const [media, text] of conditions)
    media.mediaText = text.replace(ASKED, (_, asked) => (asked === scheme ? ALWAYS : NEVER));
  meta.content = scheme;
  window.dispatchEvent(new Event(CHANGE));
}

function collect(lists: CSSRuleList[]): void {
  for (const rule of lists.flatMap((list) => [...list])) {
    const { media, cssRules } = rule as Partial<CSSMediaRule>;
    if (media && media.mediaText.search(ASKED) >= 0) conditions.set(media, media.mediaText);
    if (cssRules) collect([cssRules]);
  }
}
