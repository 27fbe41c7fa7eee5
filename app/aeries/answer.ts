import { type AeriesResult, failed } from "./failure.ts";

/** What came back over the wire, complete, as text. */
export type Answer = { status: number; retryAfter: string | null; body: string };

/** The rows of an answer. `notFound`: Aeries said 404, which it may do where it means "no data". */
export type RawRows = { rows: readonly unknown[]; notFound: boolean };

/**
 * The rows of an answer, or the failure it is. One object is a list of one: Aeries sends either. A 404 is "no data"
 * only when Aeries itself says so in its error form; from a web server, or for a path it does not know, it means that
 * we asked at the wrong address, and then nothing may look deleted.
 */
export function readAnswer(answer: Answer, area: string | null, nowMs: number): AeriesResult<RawRows> {
  const { status } = answer;
  if (status === 204) return { ok: true, value: { rows: [], notFound: true } };
  if (status >= 200 && status < 300) return readRows(answer.body, area, status);
  if (status === 404) {
    const message = readMessage(answer.body);
    return message === null || /no http resource|no type was found|no action was found/i.test(message)
      ? failed("not_found", area, { status })
      : { ok: true, value: { rows: [], notFound: true } };
  }
  if (status === 401 || status === 403) return failed("refused", area, { status });
  if (status === 408) return failed("timeout", area, { status });
  if (status === 429 || (status === 503 && answer.retryAfter !== null))
    return failed("rate_limited", area, { status, retryAfterMs: readRetryAfter(answer.retryAfter, nowMs) });
  if (status >= 300 && status < 400) return failed("not_json", area, { status });
  return failed("server_error", area, { status });
}

function readRows(body: string, area: string | null, status: number): AeriesResult<RawRows> {
  const parsed = parse(body);
  if (parsed === undefined) return failed("not_json", area, { status });
  if (Array.isArray(parsed)) return { ok: true, value: { rows: parsed, notFound: false } };
  if (typeof parsed !== "object" || parsed === null || isMessage(parsed))
    return failed("bad_shape", area, { status });
  return { ok: true, value: { rows: [parsed], notFound: false } };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** An error body of Aeries: {"Message": …} or <Error><Message>…</Message></Error>. */
function readMessage(body: string): string | null {
  const parsed = parse(body);
  if (typeof parsed === "object" && parsed !== null && isMessage(parsed)) return parsed.Message;
  return /^\s*(?:<\?xml[^>]*>\s*)?<Error[^>]*>[\s\S]*?<Message>([^<]*)<\/Message>/.exec(body)?.[1] ?? null;
}

function isMessage(parsed: object): parsed is { Message: string } {
  return "Message" in parsed && typeof parsed.Message === "string";
}

/** Milliseconds to wait; the header carries seconds or an HTTP date. */
export function readRetryAfter(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
