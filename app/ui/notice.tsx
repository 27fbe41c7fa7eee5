import type { ReactNode } from "react";

/** A message that matters on this page. `kind` says how much: what to know, what went well, a caution, a failure. */
export function Notice({
  kind = "info",
  children,
}: {
  kind?: "info" | "good" | "warn" | "bad";
  children: ReactNode;
}) {
  return (
    <div className={kind === "info" ? "note" : `note ${kind}`} role={kind === "bad" ? "alert" : undefined}>
      {children}
    </div>
  );
}
