import type { UIMatch } from "@remix-run/react";

/** The language of the page that is shown: its loader says `language`; pages for staff say none and are English. */
export function spokenIn(matches: readonly Pick<UIMatch, "data">[]): string {
  const said = matches.findLast(({ data }) => typeof data === "object" && data !== null && "language" in data)
    ?.data as { language: unknown } | undefined;
  return typeof said?.language === "string" ? said.language : "en";
}
