import { sql } from "drizzle-orm";
import type { AeriesResult } from "#app/aeries/failure.ts";
import type { BadRow } from "#app/aeries/payload/rows.ts";
import type { Rows } from "#app/aeries/reader.server.ts";
import { mergeRows } from "./merge-rows.server.ts";
import { heldBy, misfitsOf } from "./misfit.ts";
import type { Resource, ResourceName, Run } from "./run.ts";
import { absenceCodeTable, bellTable, calendarTable, termTable } from "./school-tables.ts";
import type { StoredTable } from "./stored-table.ts";

const ask = (run: Run) => ({ databaseYear: run.year, signal: run.signal });

/** Facts about the school itself: small sets, read whole every time. */
export const schoolResources: readonly Resource[] = [
  whole(
    "terms",
    (run) => run.aeries.terms(run.schoolId, ask(run)),
    (run) => termTable(run.year),
    true,
  ),
  whole(
    "calendar",
    (run) => run.aeries.calendar(run.schoolId, ask(run)),
    (run) => calendarTable(run.year),
    true,
  ),
  whole(
    "bell_schedule",
    (run) => run.aeries.bellSchedule(run.schoolId, ask(run)),
    () => bellTable,
  ),
  whole(
    "absence_codes",
    (run) => run.aeries.absenceCodes(run.schoolId, ask(run)),
    () => absenceCodeTable,
  ),
];

function whole<Row>(
  name: ResourceName,
  get: (run: Run) => Promise<AeriesResult<Rows<Row>>>,
  tableOf: (run: Run) => StoredTable<Row>,
  ofYear = false,
): Resource {
  return {
    name,
    needs: ["connection"],
    async read(run) {
      const answer = await get(run);
      if (!answer.ok) return answer;
      const { good, bad } = answer.value;
      return {
        ok: true,
        value: {
          read: good.length + bad.length,
          async write(tx) {
            const within = ofYear ? sql`school_year = ${run.year}` : undefined;
            const held = heldAll(bad);
            // However few they were: a school without any of these is none.
            const given = { within, held, much: 1 };
            const merged = await mergeRows(tx, tableOf(run), run.schoolId, good, given);
            return { ...merged, misfits: misfitsOf(bad), reread: "all" };
          },
        },
      };
    },
  };
}

/** A bad row of these sets may be any of those that are missing. */
const heldAll = (bad: readonly BadRow[]) => ({ column: "school_id", ids: heldBy(bad, "none") });
