import type { ReactNode } from "react";

/** Rows that a form has room for: the first in sight, the others in a fold, which is open when one of them is used. */
export function Rows({
  most,
  inSight,
  more,
  beside = false,
  isUsed,
  row,
}: {
  most: number;
  inSight: number;
  more: string;
  /** Side by side as far as there is room. */
  beside?: boolean;
  isUsed: (index: number) => boolean;
  row: (index: number) => ReactNode;
}) {
  const all = Array.from({ length: most }, (_, index) => index);
  const folded = all.slice(inSight);
  const set = (rows: ReactNode) => (beside ? <div className="fields">{rows}</div> : rows);
  return (
    <>
      {set(all.slice(0, inSight).map(row))}
      <details className="stack" open={folded.some(isUsed)}>
        <summary>{more}</summary>
        {set(folded.map(row))}
      </details>
    </>
  );
}
