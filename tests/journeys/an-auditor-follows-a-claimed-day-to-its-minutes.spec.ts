import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import type postgres from "postgres";
import { expect, expectAccessible, test } from "./story.ts";

/**
 * A claimed day at school 10, with all that earned it, laid out behind the product: the story's clock stands in
 * October and the claim's Saturday lies before it.
 */
async function layOutClaim(admin: postgres.Sql): Promise<{ pupil: number; date: string }> {
  const [known] =
    await admin`select c.pupil_id as pupil, c.absence_date::text as date from recovery_claim_in_force c
    where c.school_id = 10 and c.earned_date = '2026-10-03' order by c.pupil_id limit 1`;
  if (known) return known as { pupil: number; date: string };
  const [absence] =
    await admin`select m.pupil_id as pupil, m.on_date::text as date, m.code, p.grade from mark m
    join absence_code a on a.school_id = m.school_id and a.code = m.code and coalesce(a.chosen_category, a.flag_category) in ('EXCUSED', 'UNEXCUSED')
    join pupil p on p.school_id = m.school_id and p.pupil_id = m.pupil_id and p.inactive_code = '' and p.grade between 4 and 6
    where m.school_id = 10 and m.source = 'aeries' and m.on_date < '2026-10-01'
      and not exists (select 1 from mark o where o.school_id = 10 and o.pupil_id = m.pupil_id and o.on_date < m.on_date)
    order by m.on_date, m.pupil_id limit 1`;
  const [teacher] =
    await admin`select u.id, u.staff_id from user_account u join user_role r on r.user_id = u.id
    where r.school_id = 10 and r.role = 'teacher' and u.staff_id is not null limit 1`;
  const [session] =
    await admin`insert into recovery_session (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, breaks, created_at)
    values (10, '2026-10-03', 480, 735, 'Library', ${teacher!.staff_id}, 'Mathematics', 1, 6, 20, ${admin.json([{ startsAt: 600, endsAt: 615, what: "recess" }])}, '2026-09-20T00:00:00Z') returning id`;
  await admin`insert into recovery_presence (school_id, session_id, pupil_id, in_at, out_at, by, at)
    values (10, ${session!.id}, ${absence!.pupil}, 480, 735, ${teacher!.id}, '2026-10-03T19:16:00Z')`;
  await admin`insert into recovery_attestation (school_id, session_id, by, at, through_presence_id, pupil_count, minutes_total, statement)
    select 10, ${session!.id}, ${teacher!.id}, '2026-10-03T19:20:00Z', max(id), 1, 240, 'I supervised this session.'
    from recovery_presence where session_id = ${session!.id}`;
  await admin`insert into recovery_claim (school_id, pupil_id, school_year, absence_date, step, earned_date, earned_school_id, session_ids, code, reason, at)
    values (10, ${absence!.pupil}, 2026, ${absence!.date}, 'claimed', '2026-10-03', 10, array[${session!.id}::bigint], ${absence!.code}, 'Oldest absence first.', '2026-10-04T03:00:00Z')`;
  return { pupil: absence!.pupil, date: absence!.date };
}

for (const script of [false, true])
  test(`an auditor follows a claimed day to its minutes${script ? ", with script" : ""}`, async ({
    as,
    admin,
  }) => {
    test.slow();
    const { pupil, date } = await layOutClaim(admin);
    const { page } = await as("auditor", { school: 10, script });
    await page.goto("/schools/10/recovery");
    await page.getByRole("link", { name: "Claimed days" }).click();
    await expect(page.getByRole("heading", { name: "Claimed days", level: 1 })).toBeVisible();
    const days = page.getByRole("table", { name: "Days" });
    const total = await page
      .getByRole("table", { name: "Totals" })
      .getByRole("row")
      .last()
      .getByRole("cell")
      .nth(1)
      .textContent();
    expect(await days.getByRole("row").count()).toBe(Math.min(100, Number(total)) + 1);

    await page.locator(`a[href="/schools/10/recovery/claims/${pupil}/${date}"]`).click();
    await expect(page.getByRole("heading", { name: "The absence" })).toBeVisible();
    await expect(
      page.getByText(
        "255 in the room, left out: 15 of no instruction (recess, 10:00 am to 10:15 am); 240 of instruction.",
      ),
    ).toBeVisible();
    await expect(page.getByText("I supervised this session.")).toBeVisible();
    await expect(page.getByRole("table", { name: "Minutes, date by date" })).toContainText("240");
    if (script) {
      await expectAccessible(page);
      await page.screenshot({ path: "test-results/pages/claimed day 1366.png", fullPage: true });
      await page.setViewportSize({ width: 360, height: 740 });
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      ).toBeLessThanOrEqual(0);
      await page.screenshot({ path: "test-results/pages/claimed day 360.png", fullPage: true });
      await page.emulateMedia({ media: "print" });
      await page.pdf({ path: "test-results/pages/claimed day.pdf" });
      await page.emulateMedia({ media: "screen" });
      await page.setViewportSize({ width: 1366, height: 768 });
    }

    await page.getByRole("link", { name: "Claimed days" }).click();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Take out the audit packet (ZIP)" }).click(),
    ]);
    const files = unzipSync(readFileSync(await file.path()));
    const index = strFromU8(files["index.csv"]!).trim().split("\r\n");
    expect(index).toHaveLength(Number(total) + 1);
    expect(index.some((line) => line.includes(`,${pupil},`) && line.includes(`,${date},`))).toBe(true);
    expect(strFromU8(files["totals.csv"]!).trim().split("\r\n").at(-1)).toContain(`All grades,${total},`);
    const pdf = Buffer.from(files["packet.pdf"]!).toString("latin1");
    expect(pdf.match(/\/Type \/Page\n/g)!.length).toBeGreaterThanOrEqual(Number(total) + 2);
  });
