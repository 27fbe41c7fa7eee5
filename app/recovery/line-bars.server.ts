import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import { barTo, enrolledBy, pupilsForRecovery } from "./candidates.server.ts";
import { readRecoverySettings } from "./district-settings.server.ts";
import type { LineStandings } from "./line-standings.server.ts";
import type { RecoverySession } from "./session.ts";

/**
 * Of pupils with a place or a turn in line: who may not take part as the records are now, and why. They may have left
 * (AR-PUP-1), be in independent study for long (AR-PUP-2), or their family may have said no since (AR-PUP-3). On the last
 * day itself a pupil is still of the school.
 * @param standings where they stand, over all schools as a booking asks it; whoever is not in it was asked just now
 */
export async function barsInLine(
  tx: Tx,
  { schoolId, id: sessionId, date }: Pick<RecoverySession, "schoolId" | "id" | "date">,
  pupilIds: readonly number[],
  standings: LineStandings,
  today: Temporal.PlainDate,
): Promise<Map<number, string>> {
  if (pupilIds.length === 0) return new Map();
  const [pupils, settings, answers] = await Promise.all([
    pupilsForRecovery(tx, schoolId, { pupilIds }),
    readRecoverySettings(tx, today),
    tx.execute<{ pupilId: number; answer: "yes" | "no" }>(sql`
      select distinct on (pupil_id) pupil_id as "pupilId", answer from recovery_election
      where school_id = ${schoolId} and pupil_id = any (${ints(pupilIds)})
        and (session_id is null or session_id = ${sessionId}) order by pupil_id, id desc`),
  ]);
  const answerOf = new Map(answers.map(({ pupilId, answer }) => [pupilId, answer]));
  return new Map(
    pupils.flatMap((pupil): [number, string][] => {
      const studyDays = standings.get(pupil.pupilId)?.studyDays ?? 0;
      const answer = answerOf.get(pupil.pupilId) !== "no";
      const bar = barTo(enrolledBy(date, pupil), settings, studyDays, answer);
      return bar === null ? [] : [[pupil.pupilId, bar]];
    }),
  );
}
