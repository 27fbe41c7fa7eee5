import { type PlausibleDays, schoolDayOrNull } from "./day.ts";
import { id, requiredText, text } from "./field.ts";
import { type RowSchema, rowSchema } from "./rows.ts";

/** A pupil's program. Its extended properties (a disability, a foster id) are not read. */
export type Program = {
  pupilId: number;
  /** "144" special education, "101" 504 plan, "190" foster; the rest are the district's. */
  programCode: string;
  description: string;
  eligibilityStartDate: string | null;
  eligibilityEndDate: string | null;
  participationStartDate: string | null;
  participationEndDate: string | null;
};

export const programRow = (plausible: PlausibleDays): RowSchema<Program> =>
  rowSchema({
    keys: ["StudentID", "ProgramCode"],
    legacy: { PermanentID: "StudentID" },
    fields: {
      StudentID: id,
      ProgramCode: requiredText,
      ProgramDescription: text,
      EligibilityStartDate: schoolDayOrNull(plausible),
      EligibilityEndDate: schoolDayOrNull(plausible),
      ParticipationStartDate: schoolDayOrNull(plausible),
      ParticipationEndDate: schoolDayOrNull(plausible),
    },
    build: (row) => ({
      pupilId: row.StudentID,
      programCode: row.ProgramCode,
      description: row.ProgramDescription,
      eligibilityStartDate: row.EligibilityStartDate,
      eligibilityEndDate: row.EligibilityEndDate,
      participationStartDate: row.ParticipationStartDate,
      participationEndDate: row.ParticipationEndDate,
    }),
  });
