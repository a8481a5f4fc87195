// What a mend opens: a place, a block, a field above the article, or what is to be decided.

export type Opened =
  | { what: "block"; block: number }
  | { what: "field"; field: string }
  | { what: "decide" }
  | { what: "place"; placeId: string };

export function opened(text: string): Opened | null {
  const colon = text.indexOf(":");
  if (colon < 0) return text ? { what: "place", placeId: text } : null;
  const rest = text.slice(colon + 1);
  switch (text.slice(0, colon)) {
    case "block":
      return /^\d{1,9}$/.test(rest) ? { what: "block", block: Number(rest) } : null;
    case "field":
      return { what: "field", field: rest };
    case "part":
      return rest === "decide" ? { what: "decide" } : null;
    default:
      return null;
  }
}
