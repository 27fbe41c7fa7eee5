import type { Actor } from "#app/access/actor.ts";
import { allows } from "#app/access/permissions.ts";
import { beyondScope } from "#app/access/require-actor.server.ts";
import { displayTime } from "#app/calendar/bell.ts";
import { isAfter } from "#app/calendar/day.ts";
import type { Context } from "#app/context.ts";
import { adoptionInWords } from "./adoption-form.ts";
import { readAdoptions } from "./adoptions.server.ts";
import { inNextTerm } from "./copied-series.ts";
import { hasBegun, momentIn } from "./moment.ts";
import { findProgram, termsFrom } from "./programs.server.ts";
import { purposeFacts } from "./purpose.ts";
import { programKinds, weekdaysLabel } from "./series.ts";
import { gradesLabel } from "./session.ts";
import { breaksLabel } from "./session-breaks.ts";
import { stateOf } from "./session-state.ts";
import { troublesOf } from "./session-trouble.server.ts";
import { sessionsBetween } from "./sessions.server.ts";

/** The number of a program in an address, or 0, which no program has. */
export const programIdOf = (params: { programId?: string }): number =>
  /^[1-9]\d{0,14}$/.test(params.programId ?? "") ? Number(params.programId) : 0;

/**
 * The page of a program. It shows no pupil, so no view is recorded.
 * @throws Response 404 where there is no such program, or it is not the reader's
 */
export async function loadProgram(context: Context, actor: Actor, programId: number) {
  const { schoolId } = actor;
  const now = momentIn(context.settings.timeZone, context.clock.now());
  const found = await context.door.asActor(actor, async (tx) => {
    const program = await findProgram(tx, schoolId, programId);
    if (program === null) return null;
    const [all, terms, adoptions] = await Promise.all([
      sessionsBetween(tx, schoolId, program.startsOn, program.endsOn),
      termsFrom(tx, schoolId, program.startsOn),
      readAdoptions(tx, schoolId),
    ]);
    const sessions = all.filter((session) => session.programId === program.id);
    const troubles = await troublesOf(tx, schoolId, sessions, now);
    return { program, sessions, terms, troubles, adoptions };
  });
  if (found === null) throw beyondScope(context);
  const { program, sessions, terms, troubles, adoptions } = found;
  const adopted = adoptions.find(({ adoptedOn }) => !isAfter(adoptedOn, program.startsOn));
  const teachers = [...new Set(sessions.flatMap((session) => session.teachers.map(({ name }) => name)))];
  return {
    schoolId,
    programId,
    name: program.name,
    kind: programKinds[program.kind],
    meets: `${weekdaysLabel(program.weekdays)}, ${displayTime(program.startsAt)} to ${displayTime(program.endsAt)}`,
    from: program.startsOn.toString(),
    through: program.endsOn.toString(),
    subject: program.subject,
    grades: gradesLabel(program),
    room: program.room,
    capacity: program.capacity,
    teachers: teachers.join(", "),
    breaks: breaksLabel(program.breaks),
    purpose: purposeFacts(program.purposeOnRecord),
    adopted: adopted ? adoptionInWords(adopted) : "No adoption by the board on record before it began",
    copiedFrom: program.copiedFrom,
    exceptions: program.exceptions.map(({ date, reason }) => ({ date: date.toString(), reason })),
    sessions: sessions.map((session) => ({
      id: session.id,
      date: session.date.toString(),
      state: stateOf(session, now),
      cancelled: session.cancelled,
      teacher: session.teachers.map(({ name }) => name).join(", "),
      places: `${session.booked} of ${session.capacity}${session.waiting > 0 ? `, ${session.waiting} waiting` : ""}`,
      troubles: troubles.get(session.id) ?? [],
    })),
    comingIds: sessions
      .filter((session) => session.cancelled === null && !hasBegun(session, now))
      .map(({ id }) => id),
    mayInvite: allows(actor.roles, "recovery:book"),
    mayPlan: allows(actor.roles, "recovery:plan"),
    hasNextTerm: inNextTerm(program, terms) !== null,
  };
}
export type ProgramView = Awaited<ReturnType<typeof loadProgram>>;
