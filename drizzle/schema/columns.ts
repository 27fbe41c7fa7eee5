import { customType } from "drizzle-orm/pg-core";

/** A day without time or zone: `date` in SQL, `Temporal.PlainDate` in code. */
export const plainDate = customType<{ data: Temporal.PlainDate; driverData: string }>({
  dataType: () => "date",
  toDriver: (day) => day.toString(),
  fromDriver: (text) => Temporal.PlainDate.from(text),
});

/** A moment: `timestamptz` in SQL, `Temporal.Instant` in code. */
export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => "timestamp with time zone",
  toDriver: (moment) => moment.toString(),
  fromDriver: (text) => Temporal.Instant.from(text),
});
