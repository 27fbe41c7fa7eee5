import { boolean, integer, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { officeAppend, officeUpdate, schoolRead, syncWrite } from "./policies.ts";

/** A school's absence code with Aeries' flags. The same letter means different things at different schools. */
export const absenceCode = pgTable(
  "absence_code",
  {
    schoolId: integer("school_id").notNull(),
    code: text().notNull(),
    title: text().notNull(),
    abbreviation: text().notNull(),
    typeCode: smallint("type_code").notNull(),
    countsForAda: boolean("counts_for_ada").notNull(),
    isSuspension: boolean("is_suspension").notNull(),
    isPartialDayTruant: boolean("is_partial_day_truant").notNull(),
    isTemporarilyNotEnrolled: boolean("is_temporarily_not_enrolled").notNull(),
    independentStudy: text("independent_study").$type<"" | "C" | "I">().notNull(),
    /** Canonical category by the flags, or null where the flags do not decide. */
    flagCategory: text("flag_category"),
    /** Category that a person chose; wins over the flags. */
    chosenCategory: text("chosen_category"),
    chosenBy: integer("chosen_by"),
    chosenAt: instant("chosen_at"),
    /** Gone from Aeries' table since; kept because marks name it. */
    retired: boolean().notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.code] }),
    schoolRead("absence_code"),
    officeAppend("absence_code", "chosen_by"),
    officeUpdate("absence_code", "chosen_by"),
    syncWrite("absence_code"),
  ],
);
