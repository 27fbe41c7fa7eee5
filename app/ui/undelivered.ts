/**
 * What a loader found, for drawing alone: its fields are there to be read and are not copied by a spread. Remix encodes
 * what it can count for a browser that never asks (docs/decisions/0001), which on the page opened most costs as much
 * as a statement.
 */
export function undelivered<Found extends object>(found: Found): Found {
  const kept = {};
  for (const [name, value] of Object.entries(found)) Object.defineProperty(kept, name, { value });
  return kept as Found;
}
