// Handing something on: to another app, or to the clipboard, as far as browser and frame allow it.

/** What a phone passes on. */
export interface Handout {
  title: string;
  text?: string;
  url?: string;
}

export type Outcome = "shared" | "copied" | "refused";

/** Where a browser says what a frame is refused: asking is quiet, and trying is an error in the host's console. */
interface Policies {
  featurePolicy?: { allowsFeature: (name: string) => boolean };
}

/** Where the finger is the pointer, the system's own sheet is what readers know; elsewhere they paste. */
const canShare = (handout: Handout): boolean =>
  matchMedia("(pointer: coarse)").matches && navigator.canShare?.(handout) === true;

/** Share it, or copy its lines. To be called by a press: browsers allow it to nothing else. */
export async function handOut(handout: Handout, lines: string): Promise<Outcome> {
  if (canShare(handout)) {
    try {
      await navigator.share(handout);
      return "shared";
    } catch (error) {
      if ((error as Error).name === "AbortError") return "shared";
    }
  }
  return (await isWritten(lines)) || isCopied(lines) ? "copied" : "refused";
}

async function isWritten(text: string): Promise<boolean> {
  if ((document as Policies).featurePolicy?.allowsFeature("clipboard-write") === false) return false;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** The way of old, which frames may go, too. */
function isCopied(text: string): boolean {
  let isSet = false;
  const copy = (event: ClipboardEvent): void => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    isSet = event.clipboardData !== null;
  };
  document.addEventListener("copy", copy, { once: true, capture: true });
  try {
    return document.execCommand("copy") && isSet;
  } catch {
    return false;
  } finally {
    document.removeEventListener("copy", copy, { capture: true });
  }
}
