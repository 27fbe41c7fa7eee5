/** A page that draws itself again: whether it does now, and the address of it that does the other. */
export type Live = { on: boolean; href: string };

/** What an address asks: a page is live until its reader stops it with `?live=off`. @param path the live page's */
export function liveOf(url: string, path: string): Live {
  const on = new URL(url).searchParams.get("live") !== "off";
  return { on, href: on ? `${path}?live=off` : path };
}

/** The headers of such a page, for `data` and `headers`; null for one with nothing to wait for. See docs/decisions/0006. */
export const refreshing = (live: Live | null, seconds: number): Record<string, string> =>
  live?.on ? { Refresh: String(seconds) } : {};

/** Stops the page, or has it go on. @param often "each minute" */
export function LiveLink({ live, often }: { live: Live; often: string }) {
  return <a href={live.href}>{live.on ? `Stop updating this page ${often}` : `Update this page ${often}`}</a>;
}
