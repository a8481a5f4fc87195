// The page as it is printed, on a screen: `?media=print`. The rules for print count, those for screens do not, and what is
// filled in before printing is there.

/** As the style sheet has it for the sheets of a printer. */
const MARGIN = "16mm 18mm";

export function showPrintedLook(): void {
  if (new URLSearchParams(location.search).get("media") !== "print") return;
  for (const sheet of document.styleSheets) turn(sheet.cssRules);
  document.body.style.padding = MARGIN;
  window.dispatchEvent(new Event("beforeprint"));
}

function turn(rules: CSSRuleList): void {
  for (const rule of rules) {
    if (!(rule instanceof CSSMediaRule)) continue;
    const { mediaText } = rule.media;
    if (/\bprint\b/.test(mediaText)) rule.media.mediaText = mediaText.replace(/\bprint\b/g, "all");
    else if (/\bscreen\b|prefers-color-scheme:\s*dark/.test(mediaText)) rule.media.mediaText = "not all";
    turn(rule.cssRules);
  }
}
