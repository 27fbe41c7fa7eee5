import type { ReactNode } from "react";

/** A page that families open: the school's name over it, and nothing that only staff could use. */
export function FamilyPage({ school, children }: { school: string | null; children: ReactNode }) {
  return (
    <>
      {school && (
        <header className="top">
          <span>{school}</span>
        </header>
      )}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
