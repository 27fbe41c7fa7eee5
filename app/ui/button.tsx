import type { ReactNode } from "react";

type Look = { quiet?: boolean; danger?: boolean };

const look = ({ quiet, danger }: Look) => (danger ? "btn danger" : quiet ? "btn quiet" : "btn");

/** Sends the form it stands in. `name` and `value` tell which of several buttons was pressed. */
export function Button({
  children,
  name,
  value,
  ...how
}: Look & { children: ReactNode; name?: string; value?: string }) {
  return (
    <button className={look(how)} type="submit" name={name} value={value}>
      {children}
    </button>
  );
}

/** Goes somewhere. Changes nothing: what changes something is a `PostButton`. */
export function LinkButton({ children, href, ...how }: Look & { children: ReactNode; href: string }) {
  return (
    <a className={look(how)} href={href}>
      {children}
    </a>
  );
}

/** A form that is only a button. `values` are sent with it. */
export function PostButton({
  children,
  action,
  values = {},
  ...how
}: Look & { children: ReactNode; action: string; values?: Readonly<Record<string, string>> }) {
  return (
    <form method="post" action={action}>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button {...how}>{children}</Button>
    </form>
  );
}
