/** Where a page of a long list stands. Hrefs are null at either end. */
export type PageOf = {
  from: number;
  to: number;
  total: number;
  previousHref: string | null;
  nextHref: string | null;
};

/** @param page from 1 */
export function pageOf(
  found: { rows: readonly unknown[]; total: number; page: number },
  size: number,
  href: (page: number) => string,
): PageOf {
  const before = (found.page - 1) * size;
  return {
    from: found.rows.length === 0 ? 0 : before + 1,
    to: before + found.rows.length,
    total: found.total,
    previousHref: found.page > 1 ? href(found.page - 1) : null,
    nextHref: before + found.rows.length < found.total ? href(found.page + 1) : null,
  };
}
