export type RowDifference<Known, Incoming> = {
  insert: Incoming[];
  update: { known: Known; incoming: Incoming }[];
  remove: Known[];
  unchanged: number;
};

/**
 * Compares a whole set of rows with the set we have. `equal` looks at what we store, `keyOf` names a row. Of two
 * incoming rows with one key the last one counts, as Aeries' pages may overlap. `hold` answers whether a known row
 * may be in what could not be read; such a row is not removed. Linear; keeps the order of its inputs.
 */
export function reconcileRows<Known, Incoming>(
  known: readonly Known[],
  incoming: readonly Incoming[],
  keyOf: (row: Known | Incoming) => string | number,
  equal: (known: Known, incoming: Incoming) => boolean,
  hold: (known: Known) => boolean = () => false,
): RowDifference<Known, Incoming> {
  const byKey = new Map<string | number, Incoming>();
  for (const row of incoming) byKey.set(keyOf(row), row);

  const update: { known: Known; incoming: Incoming }[] = [];
  const remove: Known[] = [];
  let unchanged = 0;
  for (const row of known) {
    const key = keyOf(row);
    const now = byKey.get(key);
    byKey.delete(key);
    if (now === undefined) {
      if (hold(row)) unchanged++;
      else remove.push(row);
    } else if (equal(row, now)) unchanged++;
    else update.push({ known: row, incoming: now });
  }
  return { insert: [...byKey.values()], update, remove, unchanged };
}
