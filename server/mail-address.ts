import type { Reader } from "./environment.ts";

/** Where e-mail goes out. `from` is the address families see and answer to; the school's name stands before it. */
export type MailAddress = Readonly<{ smtpUrl: string; from: string }>;

/** Both variables or neither: without them families are written to on paper alone. */
export function readMailAddress(from: Reader): MailAddress | null {
  const url = from.url("SMTP_URL", ["smtp:", "smtps:"]);
  const sender = from.text("MAIL_FROM");
  if (url && !sender) from.refuse("MAIL_FROM must be set beside SMTP_URL.");
  if (sender && !from.text("SMTP_URL")) from.refuse("SMTP_URL must be set beside MAIL_FROM.");
  if (sender && !/^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(sender))
    from.refuse("MAIL_FROM must be one plain address, such as attendance@example.org.");
  return url && sender ? Object.freeze({ smtpUrl: url.href, from: sender }) : null;
}
