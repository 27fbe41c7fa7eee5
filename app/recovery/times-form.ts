import { parseTime } from "#app/calendar/bell.ts";
import type { PresenceTrouble, Times } from "./presence.server.ts";

/** The field of a stay's time: `in.<pupil>`, `out.<pupil>.<stay>`; the first stay is not named. */
export const timeField = (which: "in" | "out", pupilId: number, stay: number): string =>
  stay === 1 ? `${which}.${pupilId}` : `${which}.${pupilId}.${stay}`;

/** Times as they were sent: HH:MM, or typed as 805, or empty. */
export function readTimes(
  values: Record<string, string[]>,
): { ok: true; times: Times[] } | { ok: false; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const times = new Map<string, Required<Times>>();
  for (const [name, [text = ""]] of Object.entries(values)) {
    const [, which, id, number = "1"] = /^(in|out)\.([1-9]\d{0,9})(?:\.([1-9]\d?))?$/.exec(name) ?? [];
    if (which === undefined) continue;
    const [pupilId, stay] = [Number(id), Number(number)];
    const parsed = text.trim() === "" ? { ok: true as const, value: null } : parseTime(withColon(text));
    if (!parsed.ok) errors[name] = parsed.reason;
    const known = times.get(`${pupilId} ${stay}`) ?? { pupilId, stay, inAt: null, outAt: null };
    times.set(`${pupilId} ${stay}`, {
      ...known,
      [which === "in" ? "inAt" : "outAt"]: parsed.ok ? parsed.value : null,
    });
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, times: [...times.values()] };
}

const withColon = (text: string) => text.trim().replace(/^(\d{1,2})(\d{2})$/, "$1:$2");

/** Troubles by the field they belong to: the time out, or the form itself. */
export function presenceTroubles(troubles: readonly PresenceTrouble[]): Record<string, string> {
  return Object.fromEntries(
    troubles.map(({ pupilId, stay, sentence }) => [
      pupilId === null ? "" : timeField("out", pupilId, stay),
      sentence,
    ]),
  );
}
