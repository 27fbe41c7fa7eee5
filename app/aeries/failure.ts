/** What can go wrong between us and Aeries. `canceled` is our own doing: the job or the person stopped waiting. */
export type AeriesFailureKind =
  | "unreachable"
  | "timeout"
  | "refused"
  | "not_found"
  | "wrong_year"
  | "not_json"
  | "bad_shape"
  | "server_error"
  | "rate_limited"
  | "canceled";

/**
 * A failure as data. `sentence` is for a person: what is wrong and what to do, without host, certificate or stack.
 * `status` is the HTTP status, `code` the system's own word (ECONNREFUSED); both are for logs.
 */
export type AeriesFailure = {
  kind: AeriesFailureKind;
  sentence: string;
  status?: number;
  code?: string;
  retryAfterMs?: number;
};

export type AeriesResult<T> = { ok: true; value: T } | { ok: false; failure: AeriesFailure };

const sentences: Record<AeriesFailureKind, (area: string | null) => string> = {
  unreachable: () => "Aeries could not be reached. Check that its address is right and that it is running.",
  timeout: () => "Aeries did not answer in time. We will try again; if it goes on, ask who runs Aeries.",
  refused: (area) =>
    area === null
      ? "Aeries did not accept the certificate. Ask the Aeries administrator to check it under API Security."
      : `Aeries refused access. Ask the Aeries administrator to check, under API Security, the certificate and its right to read "${area}".`,
  not_found: () => "Aeries answered, but not at this address. Check the address of Aeries in the settings.",
  wrong_year: () =>
    "Aeries answered from another school year. Ask the Aeries administrator whether that year's database is available.",
  not_json: () => "Aeries sent a web page or a broken answer instead of data. Check the address of Aeries.",
  bad_shape: () =>
    "Aeries sent data in a form that we do not know. Nothing was changed. Tell whoever supports you.",
  server_error: () => "Aeries reported a problem of its own. We will try again later.",
  rate_limited: () => "Aeries asked us to slow down. We will try again later.",
  canceled: () => "The request to Aeries was stopped before it was complete.",
};

/** `area` is the security area that the certificate needs, as Aeries' page names it. */
export function failed(
  kind: AeriesFailureKind,
  area: string | null = null,
  facts: Omit<AeriesFailure, "kind" | "sentence"> = {},
): { ok: false; failure: AeriesFailure } {
  return { ok: false, failure: { kind, sentence: sentences[kind](area), ...facts } };
}
