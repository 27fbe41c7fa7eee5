import type { ReactNode } from "react";

/** Something seldom needed, folded away under its name. `open` where it has something to say. */
export function Fold({ title, open, children }: { title: string; open: boolean; children: ReactNode }) {
  return (
    <details className="card fold" open={open}>
      <summary>
        <h2>{title}</h2>
      </summary>
      {children}
    </details>
  );
}
