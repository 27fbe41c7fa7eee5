import { id, schoolCode } from "./field.ts";
import { rowSchema } from "./rows.ts";

/** A pupil of whom something changed: Aeries says neither what nor when. */
export type DataChange = { pupilId: number; schoolCode: number; studentNumber: number };

export const dataChangeRow = rowSchema({
  keys: ["SchoolCode", "StudentNumber"],
  legacy: { PermanentID: "StudentID" },
  fields: { StudentID: id, SchoolCode: schoolCode, StudentNumber: id },
  build: (row): DataChange => ({
    pupilId: row.StudentID,
    schoolCode: row.SchoolCode,
    studentNumber: row.StudentNumber,
  }),
});
