import type { Tx } from "#app/access/scope.server.ts";
import { teacherFacts } from "./certification.server.ts";
import type { TeacherFacts } from "./certification.ts";
import type { RecoverySession } from "./session.ts";
import { type Supervising, supervising } from "./supervision.ts";
import { teacherSteps } from "./teachers-of.server.ts";
import { teachingSpans } from "./teachers-of.ts";

/** Who teaches a session when and whether they may supervise it, with what is known of everyone who ever taught it. */
export async function supervisionOf(
  tx: Tx,
  session: RecoverySession,
  timeZone: string,
): Promise<{ teaching: Supervising[]; facts: ReadonlyMap<number, TeacherFacts> }> {
  const steps = await teacherSteps(tx, { schoolId: session.schoolId, sessionId: session.id });
  const facts = await teacherFacts(tx, [session.plannedLead, ...steps.map(({ teacherId }) => teacherId)]);
  return { facts, teaching: supervising(teachingSpans(session, steps, timeZone), facts, session.date) };
}
