import { byDate, isBefore } from "#app/calendar/day.ts";
import { minutesIn } from "#app/calendar/spans.ts";
import { gradeFromAeries } from "#app/people/grade.ts";
import type { LeftOut } from "#app/recovery/counted-time.ts";
import type { Credit } from "#app/recovery/credit.ts";
import { minimumDayOn } from "#app/recovery/own-minimum-day.ts";
import { studyDaysRunning } from "#app/recovery/standing.ts";
import { enrolledOn, type PupilYear } from "#app/recovery/year-claims.ts";
import type { ClaimedDay, ClaimInForce, SessionOnRecord } from "./facts.ts";
import type { RecordOfClaim } from "./records-of-claims.server.ts";

/** A pupil's year over all schools of the district. `year` null where nothing of it is on record any more. */
export type ClaimsOfPupil = {
  year: PupilYear | null;
  credit: Credit | null;
  leftOut: readonly LeftOut[];
  claims: readonly Pick<ClaimInForce, "schoolId" | "absenceDate">[];
};

/**
 * Joins what is on record about one claimed day.
 * @param sessions those that the reader may open; of the others only date, school and minutes are told
 * @param schoolDays days with pupils at the school of the absence
 */
export function claimedDayOf(
  claim: ClaimInForce,
  { absence, ...record }: RecordOfClaim,
  { year, credit, leftOut, claims }: ClaimsOfPupil,
  sessions: ReadonlyMap<number, SessionOnRecord>,
  schoolDays: readonly Temporal.PlainDate[],
): ClaimedDay {
  const open = claim.sessionIds.flatMap((id) => sessions.get(id) ?? []);
  const elsewhere = (year?.sessions ?? [])
    .filter(({ sessionId }) => claim.sessionIds.includes(sessionId) && !sessions.has(sessionId))
    .map(({ date, schoolId, spans }) => ({ date, schoolId, minutes: minutesIn(spans) }));
  const missed = year?.absences ?? [];
  const dates = new Map([...open, ...elsewhere].map(({ date }) => [date.toString(), date]));
  return {
    claim,
    place: {
      number: 1 + claims.filter(({ absenceDate }) => isBefore(absenceDate, claim.absenceDate)).length,
      of: claims.length,
      atOtherSchools: claims.filter(({ schoolId }) => schoolId !== claim.schoolId).length,
    },
    ...record,
    // As the period's report takes it, so that both count the day in the same grades.
    pupil: {
      ...record.pupil,
      grade: (year && enrolledOn(year, claim.absenceDate, claim.schoolId)?.grade) ?? record.pupil.grade,
    },
    absence: {
      ...absence,
      category:
        missed.find(({ schoolId, date }) => schoolId === claim.schoolId && date.equals(claim.absenceDate))
          ?.category ?? null,
    },
    credit,
    leftOut: leftOut.filter(({ sessionId }) => claim.sessionIds.includes(sessionId)),
    minimumDay: year && minimumDayOfClaim(year, claim),
    sessions: open.toSorted((one, other) => byDate(one.date, other.date) || one.startsAt - other.startsAt),
    elsewhere,
    studyDays: new Map(
      [...dates].map(([key, date]) => [key, studyDaysRunning(schoolDays, missed, date, { marked: true })]),
    ),
  };
}

function minimumDayOfClaim(year: PupilYear, { earnedDate, earnedSchoolId }: ClaimInForce) {
  const span = enrolledOn(year, earnedDate, earnedSchoolId);
  const grade = span && gradeFromAeries(span.grade);
  return span && grade !== null ? minimumDayOn({ ...span, grade }, earnedDate) : null;
}
