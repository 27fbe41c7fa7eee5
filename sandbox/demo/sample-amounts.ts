import type postgres from "postgres";
import type { AmountName } from "#app/recovery/amounts.ts";
import { recoveryBegins } from "#app/recovery/rules/rule.ts";

/** Round figures of the right size, so that nobody takes them for the state's. */
const samples: Record<AmountName, string> = {
  lcff_tk_3: "11000",
  lcff_4_6: "10000",
  lcff_7_8: "10500",
  lcff_9_12: "12500",
  ada_days: "180",
};

/** Enters amounts for turning recovered days into money, marked as samples wherever they are printed. */
export async function enterSampleAmounts(admin: postgres.Sql, now: Temporal.Instant): Promise<void> {
  const today = now.toZonedDateTimeISO("America/Los_Angeles").toPlainDate();
  for (const [name, value] of Object.entries(samples))
    await admin`insert into district_setting (name, value, effective_from, verified_by, verified_on, source, by, at)
      select ${name}, ${value}, ${recoveryBegins.toString()}, 'Sample', ${today.toString()},
        'Sample for the demo, not the amount of the state', min(user_id), ${now.toString()}
      from user_role where role = 'district administrator'`;
}
