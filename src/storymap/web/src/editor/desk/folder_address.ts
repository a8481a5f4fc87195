// The address that a published folder will have: the same rules as publishing/base_url.py, which has the last word.

/** A key of the words for what is wrong with it, "" for nothing. */
export function addressFault(written: string): "" | "addressNone" | "addressNoFolder" | "addressLetters" {
  const address = written.trim();
  if (!address) return "";
  if (!/^https?:\/\/[^/?#\s]/i.test(address)) return "addressNone";
  if (/[^!-~]|[<>"\\^`{|}]/.test(address)) return "addressLetters";
  let parts: URL;
  try {
    parts = new URL(address);
  } catch {
    return "addressNone";
  }
  const isMore =
    /[?#]/.test(address) || parts.username !== "" || parts.password !== "" || /^[^/]*\/\/[^/]*@/.test(address);
  return isMore || /\.html?$/i.test(parts.pathname) ? "addressNoFolder" : "";
}
