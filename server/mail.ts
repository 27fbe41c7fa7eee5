import { createTransport } from "nodemailer";
import type { Mail, Mailer, MailOutcome } from "#app/context.ts";
import type { MailAddress } from "./mail-address.ts";

type Failure = { code?: string; responseCode?: number };

/** How long a mail server may take to answer before the message is tried later. */
const answerWithinMs = 15_000;

/**
 * Sends over SMTP, one connection a message. Nothing of a failure but its kind is kept: what a server answers
 * repeats addresses.
 */
export function createMailer({ smtpUrl, from }: MailAddress, withinMs = answerWithinMs): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: withinMs,
    greetingTimeout: withinMs,
    socketTimeout: withinMs,
    dnsTimeout: withinMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.indexOf("@") + 1);
  return {
    async send(mail: Mail): Promise<MailOutcome> {
      try {
        await transport.sendMail({
          from: { name: mail.from, address: from },
          to: { name: "", address: mail.to },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          // The same for every try, so that a mail system that took the message before keeps one of them.
          messageId: `<${mail.id}@${domain}>`,
          headers: { "Content-Language": mail.languages.join(", "), "Auto-Submitted": "auto-generated" },
        });
        return { sent: true };
      } catch (failure) {
        return outcomeOf(failure as Failure);
      }
    },
    close: () => transport.close(),
  };
}

/** A permanent refusal (5xx) of this message ends the tries; a refused sign-in is ours to mend and does not. */
function outcomeOf({ code, responseCode }: Failure): MailOutcome {
  const not = (again: boolean, detail: string): MailOutcome => ({ sent: false, again, detail });
  if (code === "EAUTH") return not(true, "the mail server refused the sign-in");
  if (responseCode !== undefined && responseCode >= 500)
    return not(false, `the mail server refused it (${responseCode})`);
  if (responseCode !== undefined && responseCode >= 400)
    return not(true, `the mail server could not take it now (${responseCode})`);
  if (code === "EENVELOPE") return not(false, "the address cannot be written to");
  if (code === "ETIMEDOUT") return not(true, "the mail server did not answer in time");
  if (code === "ETLS") return not(true, "the connection to the mail server could not be encrypted");
  return not(true, "the mail server could not be reached");
}
