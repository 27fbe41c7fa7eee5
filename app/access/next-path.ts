/**
 * Where to go after signing in, if it is a path of our own: begins with one slash, and stays ours when a browser
 * resolves it. Null otherwise, and for the sign-in pages themselves.
 */
export function nextPath(asked: string | null | undefined): string | null {
  if (!asked?.startsWith("/") || asked.length > 2_000) return null;
  const here = "https://here.invalid";
  if (!URL.canParse(asked, here)) return null;
  const { origin, pathname, search } = new URL(asked, here);
  if (origin !== here || pathname.startsWith("//")) return null;
  return /^\/sign-(in|out)(\/|$)/.test(pathname) ? null : pathname + search;
}

/** The `next` of an address, made safe. */
export const nextOf = (request: { url: string }): string | null =>
  nextPath(new URL(request.url).searchParams.get("next"));
