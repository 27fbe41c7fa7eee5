import type { FormError } from "./form.ts";

/** What to mend, at the top of the page, each line a link to its field. Draws nothing when there is nothing. */
export function ErrorSummary({ errors, title }: { errors: readonly FormError[]; title?: string }) {
  if (errors.length === 0) return null;
  return (
    <section className="note bad" role="alert" tabIndex={-1} aria-labelledby="errors">
      <h2 id="errors">{title ?? "Not saved yet. Please fix this and send it again"}</h2>
      <ul>
        {errors.map((error) => (
          <li key={error.text + error.href}>
            {error.href ? <a href={error.href}>{error.text}</a> : error.text}
          </li>
        ))}
      </ul>
    </section>
  );
}
