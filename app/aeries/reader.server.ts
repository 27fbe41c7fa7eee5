import type { Log } from "#app/context.ts";
import { resourceUrl } from "./address.ts";
import type { RawRows } from "./answer.ts";
import { type AeriesFailureKind, type AeriesResult, failed } from "./failure.ts";
import { type Parsed, parseRows, type RowSchema } from "./payload/rows.ts";
import { type SystemInfo, systemInfoRow } from "./payload/system-info.ts";
import type { RequestRows } from "./request.server.ts";
import type { Resource } from "./resources.ts";

/** `databaseYear`: the calendar year that the school year starts in. */
export type Ask = { databaseYear?: number; signal?: AbortSignal };

/** `notFound`: Aeries said 404 with a message, which it may do where it means "no data". */
export type Rows<T> = Parsed<T> & { notFound: boolean };

/** A year once proved is believed for this long: a district may take a year's database away. */
const believeMs = 15 * 60_000;

/** What an address under which there is no API says to a question that needs no certificate. */
const elsewhere: readonly AeriesFailureKind[] = ["not_found", "not_json", "refused"];

/** Reads resources as rows of ours; see `createAeriesClient`. `findBase` looks for the API beside `base`. */
export function createReader(options: {
  base: string;
  findBase: (signal?: AbortSignal) => Promise<AeriesResult<{ baseUrl: string }>>;
  certificate: string;
  request: RequestRows;
  log: Log;
}) {
  const { certificate, request, log } = options;
  const provedAtMs = new Map<number, number>();
  let base = options.base;

  const systemInfoHere = async ({ databaseYear, signal }: Ask): Promise<AeriesResult<SystemInfo>> => {
    const url = resourceUrl(base, "systeminfo", { DatabaseYear: databaseYear });
    return readSystemInfo(await request({ url, headers, resource: "system_info", area: null, signal }));
  };

  /**
   * Without the certificate, which it does not need. `databaseYear` in it is the year that Aeries really used. Where
   * the API is not under the address, it is looked for at the same host, and what is asked later is asked there.
   */
  const systemInfo = async (ask: Ask = {}): Promise<AeriesResult<SystemInfo>> => {
    const answer = await systemInfoHere(ask);
    if (answer.ok || !elsewhere.includes(answer.failure.kind)) return answer;
    const found = await options.findBase(ask.signal);
    // Found where it was asked for already, it only stumbled.
    if (!found.ok || found.value.baseUrl === base) return answer;
    base = found.value.baseUrl;
    log.warn("aeries_found_elsewhere", { prefix: new URL(base).pathname });
    return systemInfoHere(ask);
  };

  const proveYear = async ({ databaseYear, signal }: Ask): Promise<AeriesResult<null>> => {
    if (databaseYear === undefined) return { ok: true, value: null };
    const proved = provedAtMs.get(databaseYear);
    if (proved !== undefined && performance.now() - proved < believeMs) return { ok: true, value: null };
    const info = await systemInfo({ databaseYear, signal });
    if (!info.ok) return info;
    if (info.value.databaseYear !== databaseYear) return failed("wrong_year");
    provedAtMs.set(databaseYear, performance.now());
    return { ok: true, value: null };
  };

  const readRaw = async (wanted: Resource, ask: Ask): Promise<AeriesResult<RawRows>> => {
    const year = await proveYear(ask);
    if (!year.ok) return year;
    const { path, parameters, ...named } = wanted;
    const url = resourceUrl(base, path, { ...parameters, DatabaseYear: ask.databaseYear });
    return request({
      ...named,
      url,
      headers: { ...headers, "AERIES-CERT": certificate },
      signal: ask.signal,
    });
  };

  const read = async <T>(wanted: Resource, row: RowSchema<T>, ask: Ask): Promise<AeriesResult<Rows<T>>> => {
    const raw = await readRaw(wanted, ask);
    if (!raw.ok) return raw;
    const parsed = parseRows(row, raw.value.rows);
    if (parsed.bad.length > 0)
      log.warn("aeries_rows_unreadable", {
        resource: wanted.resource,
        school: wanted.schoolCode,
        bad: parsed.bad.length,
      });
    return { ok: true, value: { ...parsed, notFound: raw.value.notFound } };
  };

  return { systemInfo, readRaw, read };
}

export const headers = { accept: "application/json", "user-agent": "ap-tool" };

/** The one row that an answer about the system is. */
export function readSystemInfo(raw: AeriesResult<RawRows>): AeriesResult<SystemInfo> {
  if (!raw.ok) return raw;
  const info = parseRows(systemInfoRow, raw.value.rows).good[0];
  if (info !== undefined) return { ok: true, value: info };
  return failed(raw.value.notFound ? "not_found" : "bad_shape");
}
