import type { AeriesResult } from "./failure.ts";
import type { BadRow } from "./payload/rows.ts";

/** One page as read: `length` rows were in the answer. */
export type Page<T> = { good: T[]; bad: BadRow[]; length: number };

/**
 * Reads page after page until one brings nothing new. Aeries tells neither the total nor its largest page nor what it
 * answers past the end (nothing, 404, the last page again, or everything again if it ignores paging), and a short page
 * may be a smaller limit of its own: only a page without new rows is an end. A row seen before is left out, as pages
 * overlap when rows come in between. A failure is yielded once, as the last.
 */
export async function* readPages<T>(
  readPage: (first: number, last: number) => Promise<AeriesResult<Page<T>>>,
  pageSize: number,
  keyOf: (row: T) => string,
): AsyncGenerator<AeriesResult<Page<T>>, void, void> {
  const seen = new Set<string>();
  const isNew = (key: string) => {
    const before = seen.size;
    return seen.add(key).size > before;
  };
  for (let first = 1; ; ) {
    const page = await readPage(first, first + pageSize - 1);
    if (!page.ok) {
      yield page;
      return;
    }
    const good = page.value.good.filter((row) => isNew(`good ${keyOf(row)}`));
    const bad = page.value.bad.filter((row) => isNew(`bad ${row.key}`));
    if (good.length + bad.length === 0) return;
    yield { ok: true, value: { ...page.value, good, bad } };
    first += Math.min(page.value.length, pageSize);
  }
}
