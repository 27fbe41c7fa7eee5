import { boolean, pgTable, text } from "drizzle-orm/pg-core";

/** What is taught, the same across the district. A class takes its title from here. */
export const course = pgTable("course", {
  /** Aeries' course ID: digits or letters, four to six. */
  id: text().primaryKey(),
  title: text().notNull(),
  active: boolean().notNull(),
});
