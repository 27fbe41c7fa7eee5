import type { ReactNode } from "react";

/** A page with nothing on it yet: what it will show (`title`), why it is empty (children), and how to get there. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action?: { label: string; href: string };
}) {
  return (
    <section className="empty">
      <h2>{title}</h2>
      <p>{children}</p>
      {action && (
        <p>
          <a className="btn" href={action.href}>
            {action.label}
          </a>
        </p>
      )}
    </section>
  );
}
