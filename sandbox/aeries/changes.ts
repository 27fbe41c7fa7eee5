import type { District } from "#sandbox/district/model.ts";
import { stamp, stampOrNull } from "./stamp.ts";

export const changeAreas = ["student", "contact", "program", "test", "class", "enrollment"] as const;
export type ChangeArea = (typeof changeAreas)[number];

/** A pupil's record at a school in which something changed, by the server's own clock. */
export interface Change {
  area: ChangeArea;
  studentId: number;
  school: number;
  studentNumber: number;
  at: Temporal.PlainDateTime;
}

type Fingerprints = Map<string, string>;

/** What differs between two states of the district; attendance has no change feed and is left out. */
export function differences(before: District, after: District): Omit<Change, "at">[] {
  const numbers = new Map(
    [...before.students, ...after.students].map((one) => [key(one.school, one.child.studentId), one]),
  );
  const found: Omit<Change, "at">[] = [];
  for (const area of ["student", "contact", "program", "class", "enrollment"] as const) {
    const old = fingerprints(before, area);
    const recent = fingerprints(after, area);
    for (const place of new Set([...old.keys(), ...recent.keys()])) {
      if (old.get(place) === recent.get(place)) continue;
      const student = numbers.get(place);
      if (!student) continue;
      const { school, studentNumber } = student;
      found.push({ area, studentId: student.child.studentId, school, studentNumber });
    }
  }
  return found;
}

const key = (school: number, studentId: number) => `${school}/${studentId}`;

function fingerprints(district: District, area: ChangeArea): Fingerprints {
  const prints: Fingerprints = new Map();
  const add = (place: string, facts: unknown[]) => {
    prints.set(place, (prints.get(place) ?? "") + facts.join("|"));
  };
  if (area === "class") {
    for (const one of district.rosters)
      add(key(one.school, one.studentId), [one.section, stamp(one.start), stamp(one.end)]);
  } else if (area === "enrollment") {
    for (const one of district.enrollments) {
      const facts = [
        stamp(one.enter),
        stampOrNull(one.leave),
        one.exitReason,
        one.programCode,
        one.teacherNumber,
      ];
      add(key(one.school, one.studentId), facts);
    }
  } else {
    const programs = new Map<number, string>();
    for (const one of area === "program" ? district.programs : []) {
      programs.set(one.studentId, `${programs.get(one.studentId) ?? ""}${one.code}${one.start}`);
    }
    for (const one of district.students) {
      const { child, inactiveStatusCode, enter, leave, homeroomTeacher, programCode } = one;
      const place = key(one.school, child.studentId);
      if (area === "program") add(place, [programs.get(child.studentId)]);
      else if (area === "contact") {
        const { adults } = child.family;
        add(
          place,
          adults.map((adult) => `${adult.last},${adult.cellPhone},${adult.email},${adult.language}`),
        );
      } else
        add(place, [
          one.first,
          one.last,
          inactiveStatusCode,
          enter,
          leave,
          homeroomTeacher,
          programCode,
          one.grade,
        ]);
    }
  }
  return prints;
}
