import type { Page } from "@playwright/test";
import type postgres from "postgres";
import { expect, expectAccessible, storyDay, test } from "./story.ts";

const school = 50;
/** Twenty booked pupils in a room of one teacher, from 9:00 on; the story stands at a little after ten. */
async function laySession(
  admin: postgres.Sql,
  teacher: string,
  script: boolean,
): Promise<{ id: number; stranger: number }> {
  const [staff] = await admin`select staff_id from user_account where email = ${teacher}`;
  const pupils =
    await admin`select pupil_id, student_number from pupil where school_id = ${school} and inactive_code = ''
    and grade between 6 and 8 and not exists (select 1 from program p where p.school_id = pupil.school_id and p.pupil_id = pupil.pupil_id)
    order by pupil_id ${script ? admin`asc` : admin`desc`} limit 22`;
  const [row] =
    await admin`insert into recovery_session (school_id, on_date, starts_at, ends_at, room, teacher_id, subject,
      low_grade, high_grade, capacity, breaks, created_at)
    values (${school}, ${storyDay}, 540, 780, 'Library', ${staff!.staff_id}, 'Mathematics', 6, 8, 25,
      ${admin.json([{ startsAt: 600, endsAt: 603, what: "recess" }])}, now()) returning id::int`;
  for (const { pupil_id } of pupils.slice(0, 20))
    await admin`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, at)
      values (${school}, ${row!.id}, ${pupil_id}, 'booked', 1, now())`;
  return { id: row!.id, stranger: pupils[20]!.student_number };
}
const look = async (page: Page, name: string) => {
  for (const width of [1366, 360]) {
    await page.setViewportSize({ width, height: 768 });
    await page.screenshot({ path: `test-results/pages/${name} ${width}.png`, fullPage: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize({ width: 1366, height: 768 });
};
const rows = (page: Page) => page.locator(".door li");
const tap = (page: Page, at: number, word: "In" | "Out") =>
  rows(page)
    .nth(at)
    .getByRole("button", { name: new RegExp(`^${word}`) })
    .click();

for (const script of [true, false]) {
  test(`a teacher runs a Saturday ${script ? "with" : "without"} script, from the door to the signature`, async ({
    as,
    admin,
  }) => {
    test.slow();
    const { page, person } = await as("teacher", { school, script });
    const session = await laySession(admin, person.email, script);
    const address = `/schools/${school}/recovery/sessions/${session.id}`;
    await page.goto(address);
    await expect(rows(page)).toHaveCount(20);
    await expect(page.getByText("20 more may enter.")).toBeVisible();
    for (let at = 0; at < 20; at++) {
      await tap(page, at, "In");
      await expect(rows(page).nth(at)).toHaveClass("at-in");
    }
    await expect(
      page.getByText(/Nobody more may enter\. With one more: 21 pupils with 1 teacher/),
    ).toBeVisible();
    if (script) await expectAccessible(page);
    await look(page, `session at the door${script ? "" : " without script"}`);

    const stranger = page.locator("form", { hasText: "A pupil came without a booking" });
    const walkIn = async () => {
      await stranger.getByLabel("Student number").fill(String(session.stranger));
      await stranger.getByLabel("Who of the family said yes, and how").fill("father, at the door");
      await stranger.getByRole("button", { name: "Check, add and sign in" }).click();
    };
    await walkIn();
    await expect(page.getByText(/over the ratio of pupils to one teacher/).first()).toBeVisible();
    await page.goto(address);
    await tap(page, 0, "Out");
    await expect(
      rows(page)
        .nth(0)
        .getByText(/10:\d\d am to 10:\d\d am/),
    ).toBeVisible();
    await expect(page.getByText("1 more may enter.")).toBeVisible();
    await page.goto(address);
    await walkIn();
    await expect(rows(page)).toHaveCount(21);
    await expect(page.getByText("20 here")).toBeVisible();

    await page.goto(`${address}/roster`);
    await expect(page.locator("tbody tr")).toHaveCount(24);
    await look(page, "printed roster");
    if (script) await expectAccessible(page);
    await page.goto(address);
    await rows(page)
      .nth(0)
      .getByRole("link", { name: /^Times/ })
      .click();
    await page.getByLabel("Left at").first().fill("09:00");
    await page.getByRole("button", { name: "Save the times" }).click();
    await expect(page.getByText(/before signing in at/).first()).toBeVisible();
    await look(page, "times of a pupil");

    // The story cannot wait for the end of the session, nor for its beginning: it began and ended a while ago.
    await admin.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`update recovery_session set starts_at = 480, ends_at = 610 where id = ${session.id}`;
      await sql`update recovery_presence set in_at = 500, out_at = case when out_at is null then null else 560 end
        where session_id = ${session.id}`;
      await sql`update recovery_session set on_date = '2026-10-10' where id = ${session.id}`;
    });
    await page.goto(address);
    await expect(page.getByText("Forgotten sign-outs")).toBeVisible();
    await look(page, "forgotten sign-outs");
    await page
      .getByRole("button", { name: /^Save when/ })
      .first()
      .click();
    await page.goto(`${address}/presence`);
    const out = page.getByLabel(/time out$/);
    for (let at = 0; at < 21; at++)
      if ((await out.nth(at).inputValue()) === "") await out.nth(at).fill("1010");
    await look(page, "times from the roster");
    await page.getByRole("button", { name: "Save the times" }).click();
    await expect(page.getByText("Forgotten sign-outs")).toHaveCount(0);
    await page.getByRole("button", { name: "Attest to these times" }).click();
    await expect(page.getByText("The times are attested and locked.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Attest to these times" })).toHaveCount(0);

    const { page: principal } = await as("district administrator", { school, script: false });
    await principal.goto(address);
    await principal.getByLabel("Why").last().fill("the sheet was misread");
    await principal.getByRole("button", { name: "Open the times" }).click();
    await expect(principal.getByText(/The times are open for corrections until/)).toBeVisible();
    await page.goto(address);
    await rows(page)
      .nth(1)
      .getByRole("link", { name: /^Times/ })
      .click();
    await page.getByLabel("Left at").first().fill("10:00");
    await page.getByRole("button", { name: "Save the times" }).click();
    await expect(
      page.getByText("The teacher has attested these times. Say why they change.").first(),
    ).toBeVisible();
    await page.getByLabel("Why", { exact: true }).first().fill("left with the bus");
    await page.getByRole("button", { name: "Save the times" }).click();
    await expect(page.getByText("The times of 1 pupil changed")).toBeVisible();
    await page.getByRole("button", { name: "Attest to these times" }).click();
    await expect(page.getByText("The times are attested and locked.")).toBeVisible();
    const [kept] =
      await admin`select count(*)::int as n from recovery_attestation where session_id = ${session.id}`;
    expect(kept!.n).toBe(2);
  });
}
