import { z } from "zod";
import { lifeDayOrNull, type PlausibleDays } from "./day.ts";
import { flag, id, idOrNull, schoolCode, text, textOrNull } from "./field.ts";
import { type RowSchema, rowSchema } from "./rows.ts";

/** A member of staff. Birth, ethnicity, addresses and phones are in Aeries' answer and are not read. */
export type Staff = {
  staffId: number;
  firstName: string;
  lastName: string;
  email: string | null;
  title: string | null;
  /** The state's number of a credential holder (SEID). */
  stateEducatorId: string | null;
  hireDate: string | null;
  inactive: boolean;
  leaveDate: string | null;
  primarySchoolCode: number | null;
  schools: { schoolCode: number; readOnly: boolean }[];
};

const access = z.object({ SchoolCode: schoolCode, ReadOnlyAccess: flag });

export const staffRow = (plausible: PlausibleDays): RowSchema<Staff> =>
  rowSchema({
    keys: ["ID"],
    fields: {
      ID: id,
      FirstName: text,
      LastName: text,
      EmailAddress: textOrNull,
      Title: textOrNull,
      StateEducatorID: textOrNull,
      HireDate: lifeDayOrNull(plausible),
      InactiveStatusCode: textOrNull,
      LeaveDate: lifeDayOrNull(plausible),
      PrimaryAeriesSchool: idOrNull,
      SchoolAccessPermissions: z.array(access, { error: "is not a list" }).nullish(),
    },
    build: (row) => ({
      staffId: row.ID,
      firstName: row.FirstName,
      lastName: row.LastName,
      email: row.EmailAddress,
      title: row.Title,
      stateEducatorId: row.StateEducatorID,
      hireDate: row.HireDate,
      inactive: row.InactiveStatusCode !== null,
      leaveDate: row.LeaveDate,
      primarySchoolCode: row.PrimaryAeriesSchool,
      schools: (row.SchoolAccessPermissions ?? []).map((school) => ({
        schoolCode: school.SchoolCode,
        readOnly: school.ReadOnlyAccess,
      })),
    }),
  });
