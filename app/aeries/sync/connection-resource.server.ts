import { failed } from "#app/aeries/failure.ts";
import { clockOf } from "./changes-since.ts";
import { nothingChanged } from "./pupil-resources.server.ts";
import type { Resource } from "./run.ts";
import { yearToRead } from "./year.ts";

/** Whether Aeries answers and from which year, and what time it is there: everything else needs that. */
export const connectionResource: Resource = {
  name: "connection",
  needs: [],
  async read(run) {
    const info = await run.aeries.systemInfo({ signal: run.signal });
    if (!info.ok) return info;
    const year = yearToRead(run.context.clock.today(), info.value);
    if (year === null) return failed("wrong_year");
    run.year = year;
    run.aeriesClock = clockOf(info.value.currentDateTime, run.context.clock.now());
    return { ok: true, value: nothingChanged };
  },
};
