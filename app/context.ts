import type { Passwords } from "#app/access/password.server.ts";
import type { Door, Tx } from "#app/access/scope.server.ts";
import type { AeriesClient } from "#app/aeries/client.server.ts";
import type { JobData, JobName } from "#app/jobs/names.ts";

/** The only source of the current moment. Districts live in one time zone, so `today` is a plain date there. */
export type Clock = { now(): Temporal.Instant; today(): Temporal.PlainDate };

/** One structured line an event. Facts hold ids and counts, never a pupil's name. */
export type Log = {
  info(event: string, facts?: Record<string, unknown>): void;
  warn(event: string, facts?: Record<string, unknown>): void;
  error(event: string, facts?: Record<string, unknown>): void;
};

/** What code outside `server/` may count. Names of the metrics are fixed in `server/metrics.ts`. */
export type Counters = {
  unauthorizedAccess(kind: "permission" | "scope" | "token" | "session"): void;
  failedLogin(reason: "unknown" | "password" | "code" | "locked" | "suspended"): void;
  securityAlert(kind: "lockout" | "token_misuse" | "audit_chain_break" | "cross_site"): void;
};

/** Puts work on the queue inside the transaction that causes it, so that both happen or neither. */
export type Jobs = { enqueue<N extends JobName>(tx: Tx, name: N, data: JobData[N]): Promise<void> };

/**
 * Encrypts small secrets at rest (AES-256-GCM); `open` throws on a tampered value. `mac` is a keyed hash, base64url,
 * for what must be found again but not read. After a change of the key, what an earlier one sealed still opens while
 * that one is named in SECRET_KEY_PREVIOUS.
 */
export type SecretBox = {
  /** Of the current key, to be stored beside what cannot be made anew from it. Tells nothing of the key. */
  keyId: string;
  seal(plain: string): string;
  open(sealed: string): string;
  /** The same text sealed with the current key; null where it is. */
  renew(sealed: string): string | null;
  mac(text: string): string;
  /** By the current key, then by each earlier one: one of them is what `mac` gave at the time. */
  macs(text: string): string[];
};

/** One message to one person. `from` is the name they know the sender by; `id` is the same for every try. */
export type Mail = {
  id: string;
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  languages: readonly string[];
};

/** `detail` says why in a few words that hold nothing of a person; `again` that a later try may do better. */
export type MailOutcome = { sent: true } | { sent: false; again: boolean; detail: string };

/** Sends e-mail. Never throws: a server that refuses, hangs or drops the line is an outcome. */
export type Mailer = { send(mail: Mail): Promise<MailOutcome>; close(): void };

/** What every job is given, and every loader and action as part of `RequestContext`. Made once, in `server/context.ts`. */
export type Context = {
  door: Door;
  clock: Clock;
  log: Log;
  counters: Counters;
  jobs: Jobs;
  /** Null where no Aeries is set. */
  aeries: AeriesClient | null;
  /** Null where no mail server is set: families are then written to on paper alone. */
  mail: Mailer | null;
  secrets: SecretBox;
  passwords: Passwords;
  settings: {
    publicUrl: string;
    secureCookies: boolean;
    environment: "development" | "test" | "production";
    timeZone: string;
    districtName: string;
    aeries: { url: string; certificate: string } | null;
  };
};

/** What every loader and action is given. */
export type RequestContext = Context & {
  /** Address of each script of `app/enhance/` by its name, with the hash of its content. */
  enhance: Readonly<Record<string, string>>;
  requestId: string;
  /** Of the client, for limits and the record of sign-ins. */
  address: string;
  /** Holds the answer back until this has happened; should it fail, its failure is the answer. */
  answerAfter(kept: Promise<void>): void;
  /** Resolves when everything has happened that the answer was held back for. */
  mayAnswer(): Promise<void>;
  /** From now on the request's form may be read more than once, and by who has no request: `postedForm`. */
  rememberForm(request: Request): void;
  /** The form that was remembered; null where there is none, or what was sent is no form. */
  postedForm(): Promise<FormData | null>;
};

declare module "@remix-run/node" {
  interface AppLoadContext extends RequestContext {}
  interface Future {
    v3_singleFetch: true;
  }
}
