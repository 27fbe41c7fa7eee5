import { type Grade, gradeFromAeries } from "#app/people/grade.ts";
import { mayEnter } from "./ratio.ts";
import { gradesOf, type RecoverySession } from "./session.ts";
import type { RecoverySettings } from "./settings.ts";

/** A pupil who asks for a place, or stands in line for one. Grade in Aeries' integers. */
export type Asking = Holding & { recoverableDays: number; waitingSince?: number };
/** A pupil who holds a place. `familyKey` null when no brother or sister is known. */
export type Holding = { pupilId: number; grade: number; familyKey: number | null };

/** Most recoverable days first, then who has waited longest. */
function byTurn(one: Asking, other: Asking): number {
  return (
    other.recoverableDays - one.recoverableDays ||
    (one.waitingSince ?? Number.POSITIVE_INFINITY) - (other.waitingSince ?? Number.POSITIVE_INFINITY) ||
    one.pupilId - other.pupilId
  );
}

/**
 * The order of the line: whoever can still recover most days first, with brothers and sisters right behind, as pupils
 * are ranked (`rankPupils`). Of those with as many days, one with a brother or sister in the session already comes
 * first, then whoever has waited longest. So a sibling never takes a place from somebody who gains more by it.
 */
export function inLine<One extends Asking>(asking: readonly One[], holding: readonly Holding[]): One[] {
  const seated = new Set(holding.flatMap(({ familyKey }) => familyKey ?? []));
  const families = Map.groupBy(asking.toSorted(byTurn), ({ familyKey, pupilId }) =>
    familyKey === null ? `pupil ${pupilId}` : `family ${familyKey}`,
  );
  const apart = ({ familyKey }: One) => Number(familyKey === null || !seated.has(familyKey));
  return [...families.values()]
    .toSorted(
      ([one], [other]) =>
        other!.recoverableDays - one!.recoverableDays || apart(one!) - apart(other!) || byTurn(one!, other!),
    )
    .flat();
}

/**
 * Gives out the free places of a session, in line: each as long as the session's capacity and the ratio of pupils to
 * its teachers hold (EC 46211(f); AR-SES-4, -5). Whoever finds no place is `waiting`.
 */
export function givePlaces(
  session: Pick<RecoverySession, "capacity" | "lowGrade" | "highGrade" | "teachers">,
  holding: readonly Holding[],
  asking: readonly Asking[],
  settings: Pick<RecoverySettings, "mixedRatio">,
): { placed: Asking[]; waiting: Asking[] } {
  const seated = holding.flatMap(({ grade }) => gradeFromAeries(grade) ?? []);
  const open = new Set<Grade>(gradesOf(session));
  const teachers = session.teachers.length;
  let free = session.capacity - holding.length;
  const placed: Asking[] = [];
  const waiting: Asking[] = [];
  for (const pupil of inLine(asking, holding)) {
    const grade = gradeFromAeries(pupil.grade);
    const fits =
      grade !== null &&
      open.has(grade) &&
      free > 0 &&
      mayEnter(roomOf(seated, teachers, settings), grade) > 0;
    if (fits) {
      placed.push(pupil);
      seated.push(grade);
      free -= 1;
    } else waiting.push(pupil);
  }
  return { placed, waiting };
}

/** The room as `ratio.ts` asks for it. `teachers`: how many are there, see `supervision.ts`. */
export function roomOf(
  grades: readonly Grade[],
  teachers: number,
  settings: Pick<RecoverySettings, "mixedRatio">,
) {
  const pupils = [...Map.groupBy(grades, (grade) => grade)].map(([grade, all]) => ({
    grade,
    count: all.length,
  }));
  return { pupils, teachers, mixed: settings.mixedRatio };
}
