import { categories } from "#app/attendance/category.ts";
import { madeBy, markInWords } from "#app/attendance/mark-words.ts";
import type { PostedRegister } from "#app/attendance/posted-register.ts";
import {
  inForceOf,
  isTardy,
  type MarkClash,
  type PupilOnRegister,
  type Register,
} from "#app/attendance/register.ts";
import { sectionName } from "#app/attendance/section-name.ts";
import { timeOfDay } from "#app/calendar/time-of-day.ts";
import { paths } from "#app/paths.ts";
import { gradeFromAeries, gradeLabel } from "#app/people/grade.ts";
import type { RegisterCode, RegisterPupil, RegisterView } from "./register-view.ts";

type Extras = {
  schoolName: string;
  timeZone: string;
  lock: RegisterView["lock"];
  submission: string;
  problem?: string | null;
  /** What was posted, when the form comes back. */
  posted?: PostedRegister;
  clashes?: readonly MarkClash[];
};

/** The register as the page draws it. */
export function viewOf(register: Register, extras: Extras): RegisterView {
  const { key } = register;
  const address = {
    schoolId: key.schoolId,
    date: key.date,
    section: key.sectionNumber,
    period: key.period || null,
  };
  const title = new Map(register.codes.map((code) => [code.code, code.title]));
  const named = (code: string | null) => (code === null ? "Present" : (title.get(code) ?? code));
  return {
    school: { name: extras.schoolName },
    section: { title: sectionName(register.section) },
    teachers: register.teachers.map(({ name }) => name),
    date: key.date.toString(),
    period: key.period === "" ? null : `Period ${key.period}`,
    codes: register.codes.map(({ code, title, category, quick }): RegisterCode => {
      const tardy = isTardy(category);
      return {
        code,
        title,
        quick,
        tardy,
        category: tardy ? "tardy" : category && !categories[category].countsAda ? "absent" : "other",
      };
    }),
    pupils: register.pupils.map((pupil) => pupilOf(pupil, register, named, extras)),
    taken: register.taken && {
      by: register.taken.by,
      at: timeOfDay(register.taken.at, extras.timeZone),
      times: register.taken.times,
    },
    lock: extras.lock,
    problem: extras.problem ?? null,
    around: [{ label: "All registers of the day", href: paths.registers(key.schoolId, key.date) }],
    missingHref: paths.registerMissingPupil(address),
    saveHref: paths.registerMarks(address),
    signInHref: paths.signIn(),
    // A form that comes back for another reason has not shown yet what changed meanwhile: its next saving must.
    seen: String(extras.posted && !extras.clashes ? extras.posted.seen : register.seen),
    submission: extras.submission,
  };
}

function pupilOf(
  pupil: PupilOnRegister,
  { key, home }: Register,
  named: (code: string | null) => string,
  { posted, clashes, timeZone }: Extras,
): RegisterPupil {
  const { inForce, said, difference } = inForceOf(pupil, home);
  const clash = clashes?.find((each) => each.pupilId === pupil.pupilId);
  // What the office set stays, so the row shows it: saving again is then all there is to do.
  const typed = clash?.mayOverrule === false ? undefined : posted?.asTyped.get(pupil.pupilId);
  const grade = gradeFromAeries(pupil.grade);
  const { office, teacher } = said;
  return {
    pupilId: pupil.pupilId,
    lastName: pupil.lastName,
    firstName: pupil.firstName,
    grade: grade === null ? "" : gradeLabel(grade),
    href: paths.pupil(key.schoolId, pupil.pupilId),
    whyHref: pupil.marks.length > 0 ? paths.pupilMark(key.schoolId, pupil.pupilId, key.date) : null,
    mark: typed
      ? typed.code === ""
        ? null
        : typed
      : inForce && inForce.code !== null
        ? { code: inForce.code, minutesLate: inForce.minutesLate }
        : null,
    note: typed ? typed.note : (inForce?.note ?? ""),
    office: office && {
      title: named(office.code),
      at: timeOfDay(office.at, timeZone),
      by: office.by ?? "the office",
      teacherSaid: teacher ? named(teacher.code) : "nothing",
    },
    aeries: difference ? { title: named(said.aeries?.code ?? null) } : null,
    conflict:
      clash?.mayOverrule === true
        ? {
            theirs: {
              code: clash.theirs.code ?? "",
              said: markInWords(named(clash.theirs.code), clash.theirs),
              by: madeBy(clash.theirs),
              at: timeOfDay(clash.theirs.at, timeZone),
            },
            yours: { said: markInWords(named(clash.yours.code), clash.yours) },
          }
        : null,
    error:
      clash?.mayOverrule === false
        ? {
            field: "mark",
            text: `the office set this to ${markInWords(named(clash.theirs.code), clash.theirs)}, which stays. You put ${markInWords(named(clash.yours.code), clash.yours)}. Save again, or ask the office to change it`,
          }
        : (posted?.errors.get(pupil.pupilId) ?? null),
  };
}
