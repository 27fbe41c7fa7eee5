import type { Log } from "#app/context.ts";
import type { ClientCertificate, Send } from "./transport.server.ts";

export type AeriesClientOptions = {
  /** As a person pasted it: where it lacks the application's name or has another, the API is found at the same host. */
  baseUrl: string;
  /** 32 letters and digits from Aeries' API Security page; it travels in a header only. */
  certificate: string;
  clientCertificate?: ClientCertificate;
  /** For one try, in milliseconds. */
  timeoutMs: number;
  /** For a whole call with its tries and waits, in milliseconds; long enough for every try unless given. */
  deadlineMs?: number;
  /** Requests at once. */
  concurrency: number;
  /** Tries after the first. */
  retries: number;
  /** The largest answer, unpacked; a large high school's year of attendance is some 20 MB. */
  maxBytes?: number;
  /** In the district's time zone; days are checked against it. */
  today: () => Temporal.PlainDate;
  log: Log;
  send?: Send;
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  chance?: () => number;
};
