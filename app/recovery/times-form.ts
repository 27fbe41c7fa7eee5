import { parseTime } from "#app/calendar/bell.ts";
import type { PresenceTrouble, Times } from "./presence.server.ts";

/** The roster's times as they were sent: `in.<pupil>` and `out.<pupil>`, HH:MM or empty. */
export function readTimes(
  values: Record<string, string[]>,
): { ok: true; times: Times[] } | { ok: false; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const times = new Map<number, Times>();
  for (const [name, [text = ""]] of Object.entries(values)) {
    const [, which, id] = /^(in|out)\.([1-9]\d{0,9})$/.exec(name) ?? [];
    if (which === undefined) continue;
    const pupilId = Number(id);
    const parsed = text.trim() === "" ? { ok: true as const, value: null } : parseTime(text);
    if (!parsed.ok) errors[name] = parsed.reason;
    const known = times.get(pupilId) ?? { pupilId, inAt: null, outAt: null };
    times.set(pupilId, { ...known, [which === "in" ? "inAt" : "outAt"]: parsed.ok ? parsed.value : null });
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, times: [...times.values()] };
}

/** Troubles by the field they belong to: the pupil's time out, or the form itself. */
export function presenceTroubles(troubles: readonly PresenceTrouble[]): Record<string, string> {
  return Object.fromEntries(
    troubles.map(({ pupilId, sentence }) => [pupilId === null ? "" : `out.${pupilId}`, sentence]),
  );
}
