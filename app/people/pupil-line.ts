import { paths } from "#app/paths.ts";
import type { FoundPupil } from "./find-pupils.server.ts";
import { gradeFromAeries } from "./grade.ts";

/** A pupil in a list, as text. */
export type PupilLine = {
  pupilId: number;
  name: string;
  number: number;
  grade: string;
  href: string;
  /** Why the pupil is not an active one, or null. */
  inactive: string | null;
};

export function pupilLine(pupil: FoundPupil, schoolId: number): PupilLine {
  return {
    pupilId: pupil.pupilId,
    name: `${pupil.lastName}, ${pupil.firstName}`,
    number: pupil.studentNumber,
    grade: String(gradeFromAeries(pupil.grade) ?? ""),
    href: paths.pupil(schoolId, pupil.pupilId),
    inactive: pupil.inactiveCode === "" ? null : pupil.inactiveCode === "*" ? "Pre-enrolled" : "Inactive",
  };
}
