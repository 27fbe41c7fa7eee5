import { type Oak, oak, openOak } from "../page/oak.ts";
import { signedIn } from "../page/signed-in.ts";
import { addAttestedSession } from "./attested-session.ts";

export const at = (setting: string) => ({ ...oak, setting });
export const path = (setting: string) => `/schools/10/settings/recovery-rules/${setting}`;
/** A choice of a district as its form sends it. */
export const minutes = {
  value: "MINUTES",
  effectiveFrom: "2026-07-01",
  verifiedBy: "R. Ortiz",
  verifiedOn: "2026-10-01",
  source: "Letter of the CDE",
};

/** A district at which two pupils earned time, before it has chosen any of the rules. */
export async function undecidedDistrict() {
  const school: Oak = await openOak("2026-10-14T17:00:00Z");
  for (const date of ["2026-09-26", "2026-10-03", "2026-10-10"])
    await addAttestedSession(school.admin, { schoolId: 10, date, stays: { 1001: [[480, 560]] } });
  await addAttestedSession(school.admin, { schoolId: 20, date: "2026-10-03", stays: { 2001: [[480, 720]] } });
  await school.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at) values
    (10, 2026, '2026-09-21', '', 1001, 'aeries', 'I', '2026-09-22T00:00:00Z'),
    (20, 2026, '2026-09-22', '', 2001, 'aeries', 'U', '2026-09-23T00:00:00Z')`;
  return {
    school,
    /** As at the start of a test. */
    empty: () => school.database.empty("district_setting", "audit_entry"),
    administrator: () =>
      signedIn(school.database, school.context, {
        name: "Di Rector",
        role: "district administrator",
        schoolId: 0,
      }),
    written: () =>
      school.admin`select name, value, effective_from::text, by from district_setting order by id`,
  };
}
