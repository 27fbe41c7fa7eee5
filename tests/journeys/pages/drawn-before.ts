import type { Page } from "@playwright/test";

/** Each kind of element that a worker has seen, with the width it was seen at. */
const seen = new Set<string>();

/** Does the page draw something at this width that was not drawn on an earlier page? Two elements are of one kind when
 * they and all that they stand in have the same names, classes and attributes. */
export async function showsNewKinds(page: Page, width: number): Promise<boolean> {
  const kinds = await page.evaluate(() => {
    const name = (of: Element) => `${of.localName}.${of.className}[${of.getAttributeNames()}]`;
    const within = (of: Element): string =>
      (of.parentElement ? `${within(of.parentElement)} ` : "") + name(of);
    return [...new Set([...document.body.querySelectorAll("*")].map(within))];
  });
  const before = seen.size;
  for (const kind of kinds) seen.add(`${width} ${kind}`);
  return seen.size > before;
}
