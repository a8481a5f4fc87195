// The lines and rings of which a shape is made, nested as Leaflet has them.

export type Part = { lat: number; lng: number } | Part[];

/**
 * Take a line or a ring out of the positions of a shape; with an outer ring goes its polygon. False if it is all there is,
 * and stays.
 */
export function withoutPart(parts: Part[], part: Part[], isArea: boolean): boolean {
  if (!isArea) return isNested(parts) && removed(parts, part);
  const polygons = isNested(parts) && Array.isArray(parts[0]) && isNested(parts[0]) ? parts : [parts];
  for (const polygon of polygons) {
    if (!Array.isArray(polygon)) continue;
    const position = polygon.indexOf(part);
    if (position > 0) polygon.splice(position, 1);
    if (position >= 0) return position > 0 || removed(polygons, polygon);
  }
  return false;
}

const isNested = (parts: Part[]): boolean => Array.isArray(parts[0]);

function removed(parts: Part[], part: Part[]): boolean {
  const position = parts.indexOf(part);
  if (position < 0 || parts.length === 1) return false;
  parts.splice(position, 1);
  return true;
}
