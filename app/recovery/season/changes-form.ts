import type { KeptPlan } from "./plan.ts";
import type { Band } from "./season.ts";

export const writtenBand = ({ lowGrade, highGrade }: Band) => `${lowGrade} ${highGrade}`;

type Values = Record<string, string[]>;
export type ReadChanges = { ok: true; plan: KeptPlan } | { ok: false; errors: Record<string, string> };

/**
 * A plan with what a person changed of its proposal. Only what the form speaks of changes: sessions, teachers and
 * pupils left out or taken back, a session's grades, its seats. Errors by field.
 */
export function readChanges(values: Values, plan: KeptPlan): ReadChanges {
  const errors: Record<string, string> = {};
  const back = new Set(values.back ?? []);
  const kept = (known: readonly string[], more: readonly string[] = []) =>
    [...new Set([...known.filter((one) => !back.has(one)), ...more])].toSorted();
  const ids = (texts: readonly string[] = []) => texts.filter((text) => /^[1-9]\d{0,9}$/.test(text));
  const teachers = kept(
    plan.leftOut.teachers.map((id) => `teacher ${id}`),
    ids(values.leaveTeacher).map((id) => `teacher ${id}`),
  );
  const pupils = kept(
    plan.leftOut.pupils.map((id) => `pupil ${id}`),
    ids(values.leavePupil).map((id) => `pupil ${id}`),
  );
  const number = (text: string) => Number(text.split(" ")[1]);
  const locked = { ...plan.locked };
  const seats = { ...plan.seats };
  for (const [name, [text = ""]] of Object.entries(values)) {
    const [, what, key] = /^(band|seats)\.(.{1,80})$/.exec(name) ?? [];
    if (what === "band") {
      const band = plan.bands.find((one) => writtenBand(one) === text);
      if (band) locked[key!] = band;
      else if (text === "") delete locked[key!];
      else errors[name] = "Choose grades from the list.";
    } else if (what === "seats") {
      const room = plan.rooms.find((one) => key!.endsWith(` ${one.room}`))?.seats;
      const asked = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
      if (asked < 1 || asked > 200) errors[name] = "Enter how many seats may be filled, 1 to 200.";
      else if (asked === room) delete seats[key!];
      else seats[key!] = asked;
    }
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    plan: {
      ...plan,
      leftOut: {
        sessions: kept(plan.leftOut.sessions, values.leave),
        teachers: teachers.map(number),
        pupils: pupils.map(number),
      },
      locked,
      seats,
    },
  };
}
