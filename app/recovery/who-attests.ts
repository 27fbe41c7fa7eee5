import { type TeacherFacts, teacherStanding } from "./certification.ts";

/**
 * Who may attest to a session of which a teacher has gone since; null while all of its teachers are still there.
 * @param teachers of the session
 */
export function whoAttests(teachers: readonly TeacherFacts[], today: Temporal.PlainDate): string | null {
  const gone = teachers.flatMap((teacher) => {
    const standing = teacherStanding(teacher, today);
    return !standing.qualified && standing.fault === "not employed by the agency"
      ? [{ teacher, reason: standing.reason }]
      : [];
  });
  if (gone.length === 0) return null;
  const reasons = gone.map(({ reason }) => reason).join(" ");
  const still = teachers.filter((teacher) => gone.every((one) => one.teacher !== teacher));
  const names = still.map(({ name }) => name).join(" or ");
  return still.length > 0
    ? `${reasons} ${names} can attest to this session.`
    : `${reasons} Add a teacher who was there to the session; then that teacher can attest to it.`;
}
