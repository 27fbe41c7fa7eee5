import { sql } from "drizzle-orm";

/** What of a row `m` of `mark` a JSON array begins with for `storedMark` (`stored-mark.ts`). */
export const storedMarkColumns = sql`m.id, m.source, m.code, m.minutes_late, m.note, m.at, m.reason, m.by`;
