import fc from "fast-check";
import { type RecoverySettings, settingChoices, settingNames } from "#app/recovery/settings.ts";
import { settingsByDay } from "#app/recovery/settings-by-day.ts";

/** Every combination of what the law leaves open, whatever the agency. */
export const anySettings = fc.record(
  Object.fromEntries(settingNames.map((name) => [name, fc.constantFrom(...settingChoices[name])])),
) as fc.Arbitrary<RecoverySettings>;

/** Settings that change on some days of a year, as a district writes them down. */
export const anySettingsByDay = (from: Temporal.PlainDate, days: number) =>
  fc
    .array(
      fc.record({
        day: fc.integer({ min: -10, max: days }),
        choice: fc
          .constantFrom(...settingNames)
          .chain((name) => fc.tuple(fc.constant(name), fc.constantFrom<string>(...settingChoices[name]))),
      }),
      { maxLength: 8 },
    )
    .map((changes) =>
      settingsByDay(
        changes.map(({ day, choice: [name, value] }, index) => ({
          ...{ id: index + 1, name, value, effectiveFrom: from.add({ days: day }) },
          ...{ verifiedBy: "R. Ortiz", verifiedOn: from, source: "A letter" },
        })),
      ),
    );
