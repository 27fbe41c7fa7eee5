import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loader } from "#app/routes/schools.$schoolId.recovery._index/route.tsx";
import { action as cancel } from "#app/routes/schools.$schoolId.recovery.sessions.$sessionId.cancellation/route.tsx";
import { action as plan } from "#app/routes/schools.$schoolId.recovery.sessions.new/route.tsx";
import { openRecoveryOffice } from "../../tests/recovery/staff-of-a-session.ts";
import type { Term } from "./copied-series.ts";
import { termGapSentence, termsWithout } from "./term-gap.ts";
import { TermGaps } from "./term-gap.tsx";

const day = (text: string) => Temporal.PlainDate.from(text);
const term = (title: string, startsOn: string, endsOn: string): Term => ({
  title,
  startsOn: day(startsOn),
  endsOn: day(endsOn),
});

describe("AR-LEA-3: access at least once each term", () => {
  const terms = [
    term("First", "2026-08-12", "2026-11-05"),
    term("Second", "2026-11-06", "2027-03-08"),
    term("Year", "2026-08-12", "2027-06-09"),
  ];
  const without = (...dates: string[]) => termsWithout(terms, dates.map(day)).map(({ title }) => title);

  test("a session on the first or the last day of a term is in it", () => {
    expect(without()).toEqual(["First", "Second", "Year"]);
    expect(without("2026-11-05")).toEqual(["Second"]);
    expect(without("2026-11-06")).toEqual(["First"]);
    expect(without("2026-08-12", "2027-03-08")).toEqual([]);
    expect(without("2026-08-11", "2027-06-10")).toEqual(["First", "Second", "Year"]);
  });

  test("says by when to plan one while there is time, and afterwards that there was none", () => {
    const [first] = terms;
    expect(termGapSentence(first!, day("2026-11-05"))).toBe(
      "First (Wed, Aug 12, 2026 to Thu, Nov 5, 2026) has no recovery session. Plan one by Thu, Nov 5, 2026.",
    );
    expect(termGapSentence(first!, day("2026-11-06"))).toBe(
      "First (Wed, Aug 12, 2026 to Thu, Nov 5, 2026) had no recovery session.",
    );
  });
});

describe("the page of recovery", () => {
  /** Friday, October 16, 2026. */
  let office: Awaited<ReturnType<typeof openRecoveryOffice>>;
  beforeAll(async () => {
    office = await openRecoveryOffice();
    await office.database
      .admin`insert into term (school_id, school_year, code, title, starts_on, ends_on) values
      (10, 2025, '1', 'Last year', '2025-08-12', '2025-11-05'), (10, 2026, '1', 'First', '2026-08-12', '2026-10-30'),
      (10, 2026, '2', 'Second', '2026-11-02', '2027-03-08'), (20, 2026, '1', 'Elsewhere', '2026-08-12', '2026-10-30')`;
  });
  afterAll(() => office.close());
  const oak = { schoolId: "10" };
  const gaps = async (who: "coordinator" | "principal" | "abe") => {
    const answer = await office.people[who].get(loader, "/schools/10/recovery", oak);
    return (answer.body as { gaps: string[] }).gaps;
  };
  const addSession = async (date: string) => {
    const form = {
      date,
      startsAt: "08:00",
      endsAt: "12:30",
      room: "1",
      teacherId: "502",
      subject: "Mathematics",
      lowGrade: "1",
      highGrade: "6",
      capacity: "20",
    };
    const made = await office.people.coordinator.post(plan, "/new", form, oak);
    return { ...oak, sessionId: made.to!.split("/").at(-1)! };
  };

  test("warns whoever plans of each term of this year without a session, and nobody else", async () => {
    const first =
      "First (Wed, Aug 12, 2026 to Fri, Oct 30, 2026) has no recovery session. Plan one by Fri, Oct 30, 2026.";
    expect(await gaps("coordinator")).toEqual([
      first,
      "Second (Mon, Nov 2, 2026 to Mon, Mar 8, 2027) has no recovery session. Plan one by Mon, Mar 8, 2027.",
    ]);
    expect(await gaps("principal")).toHaveLength(2);
    expect(await gaps("abe")).toEqual([]);
    const html = renderToStaticMarkup(createElement(TermGaps, { sentences: [first] }));
    expect(html).toContain("Families must be offered recovery at least once each term (AR-LEA-3).");
    expect(html).toContain(`<li>${first}</li>`);
    expect(renderToStaticMarkup(createElement(TermGaps, { sentences: [] }))).toBe("");
  });

  test("a session ends the warning, and calling it off brings it back", async () => {
    const session = await addSession("2026-10-17");
    expect((await gaps("coordinator")).map((gap) => gap.split(" ")[0])).toEqual(["Second"]);
    await addSession("2027-03-06");
    expect(await gaps("coordinator")).toEqual([]);
    await office.people.coordinator.post(cancel, "/c", { cancelReason: "no room" }, session);
    expect((await gaps("coordinator")).map((gap) => gap.split(" ")[0])).toEqual(["First"]);
  });
});
