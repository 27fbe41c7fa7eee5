/** What a route's `handle` may say. `enhance` names a module of `app/enhance/`. */
export type RouteHandle = { enhance?: string };

/**
 * The address of the script this page opts in to; null for none. The deepest route that names one wins.
 * `hrefs` is empty for a reader who asks to save data.
 */
export function enhancementHref(
  matches: readonly { handle?: unknown }[],
  hrefs: Readonly<Record<string, string>>,
): string | null {
  const name = matches.map((match) => (match.handle as RouteHandle | undefined)?.enhance).findLast(Boolean);
  return (name && hrefs[name]) || null;
}
