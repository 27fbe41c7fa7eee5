/** Normalised names of facts whose value is never logged; anything that ends in `name` is one too. */
const secretKeys = new Set(
  `authorization cookie setcookie aeriescert certificate password secret token accesstoken totp code
   email emailaddress mail phone telephone address street birthdate dateofbirth dob ssn
   pupil pupils student students guardian guardians contact contacts body parameters params query`.split(
    /\s+/,
  ),
);

const hidden = "[redacted]";
const emailAddress = /[^\s@<>"']+@[^\s@<>"']+\.[a-z]{2,}/gi;
const bearer = /\b(bearer|basic)\s+[\w.~+/=-]+/gi;

const normalise = (key: string) => key.toLowerCase().replace(/[^a-z]/g, "");
const isCount = (key: string, value: unknown) =>
  typeof value === "number" && /^(pupils|students|contacts)$/.test(key);
const isSecret = (key: string, value: unknown) =>
  (secretKeys.has(key) || key.endsWith("name")) &&
  value !== null &&
  value !== undefined &&
  !isCount(key, value);

/** A copy of what is to be logged without names, addresses of people, credentials or anything of a pupil's. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "bigint") return String(value);
  if (value === null || typeof value !== "object") return value;
  if (depth > 6) return hidden;
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.map((each) => redact(each, depth + 1));
  if ("toJSON" in value && typeof value.toJSON === "function") return redact(value.toJSON(), depth + 1);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      isSecret(normalise(key), each) ? hidden : redact(each, depth + 1),
    ]),
  );
}

function redactText(text: string): string {
  const nameless = text.includes("@") ? text.replace(emailAddress, hidden) : text;
  return nameless.replace(bearer, `$1 ${hidden}`);
}

/**
 * Kind, code, first line of the message and the frames. Drivers put rows and parameters into the lines and fields
 * that are left out.
 */
function redactError(error: Error, depth: number): Record<string, unknown> {
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const message = error.message.startsWith("Failed query:")
    ? "Failed query"
    : error.message.split("\n", 1)[0];
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    kind: error.constructor.name,
    ...(code ? { code } : {}),
    message: redact(withoutQuoted(message ?? "")),
    frames: frames.slice(0, 12).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}

/** Postgres and JSON.parse quote the offending value, which may be a name. */
const withoutQuoted = (message: string) =>
  message.replace(/"([^"]*)"/g, (whole, inner) => (/^[a-z]+(_[a-z]+)+$/.test(inner) ? whole : `"${hidden}"`));
