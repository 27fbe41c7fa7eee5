import { type PlausibleDays, schoolDay, schoolDayOrNull } from "./day.ts";
import { id, schoolCode, textOrNull, Unreadable } from "./field.ts";
import { type RowSchema, rowSchema } from "./rows.ts";

/** A pupil's span in a section. The row is (schoolCode, pupilId, sequenceNumber). */
export type ClassRow = {
  pupilId: number;
  schoolCode: number;
  /** Equals the section number at the start of a year, before Aeries has written its own class rows. */
  sequenceNumber: number;
  sectionNumber: number;
  courseId: string | null;
  startDate: string;
  endDate: string | null;
};

export const classRow = (plausible: PlausibleDays): RowSchema<ClassRow> =>
  rowSchema({
    keys: ["SchoolCode", "StudentID", "SequenceNumber"],
    legacy: { PermanentID: "StudentID" },
    fields: {
      StudentID: id,
      SchoolCode: schoolCode,
      SequenceNumber: id,
      SectionNumber: id,
      CourseID: textOrNull,
      DateStarted: schoolDay(plausible),
      DateEnded: schoolDayOrNull(plausible),
    },
    build: (row) =>
      row.DateEnded !== null && row.DateEnded < row.DateStarted
        ? new Unreadable("ends before it starts")
        : {
            pupilId: row.StudentID,
            schoolCode: row.SchoolCode,
            sequenceNumber: row.SequenceNumber,
            sectionNumber: row.SectionNumber,
            courseId: row.CourseID,
            startDate: row.DateStarted,
            endDate: row.DateEnded,
          },
  });
