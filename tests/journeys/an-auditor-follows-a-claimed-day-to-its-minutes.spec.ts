import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import { strFromU8, unzipSync } from "fflate";
import type postgres from "postgres";
import { expect, expectAccessible, test } from "./story.ts";

/** The pages of the packet's file, whose objects lie compressed in its streams. */
function pagesOf(pdf: Buffer): number {
  let pages = 0;
  for (const head of pdf
    .toString("latin1")
    .matchAll(/\/Type \/ObjStm [^>]*\/Length (\d+)[^>]*>>\nstream\n/g)) {
    const from = head.index + head[0].length;
    const objects = inflateSync(pdf.subarray(from, from + Number(head[1]))).toString("latin1");
    pages += objects.match(/\/Type \/Page\b/g)?.length ?? 0;
  }
  return pages;
}

type Claimed = { pupil: number; date: string; said: string };

/** A day that the season so far has won back at school 10 in one Saturday, and what its teacher stated of it. */
async function claimedDay(admin: postgres.Sql): Promise<Claimed> {
  const [known] = await admin<
    Claimed[]
  >`select c.pupil_id as pupil, c.absence_date::text as date, a.statement as said
    from recovery_claim_in_force c
    join pupil p on p.school_id = c.school_id and p.pupil_id = c.pupil_id and p.grade between 4 and 6
    join recovery_attestation a on a.school_id = c.earned_school_id and a.session_id = c.session_ids[1]
    join recovery_session s on s.school_id = a.school_id and s.id = a.session_id and s.ends_at - s.starts_at >= 240
    where c.school_id = 10 and cardinality(c.session_ids) = 1 order by c.pupil_id, c.absence_date limit 1`;
  return known!;
}

for (const script of [false, true])
  test(`an auditor follows a claimed day to its minutes${script ? ", with script" : ""}`, async ({
    as,
    admin,
  }) => {
    test.slow();
    const { pupil, date, said } = await claimedDay(admin);
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
      page.getByText(/^\d+ in the room, .*left out: .*\d+ of no instruction \(.*; 24\d of instruction\./),
    ).toBeVisible();
    await expect(page.getByText(said)).toBeVisible();
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
    expect(pagesOf(Buffer.from(files["packet.pdf"]!))).toBeGreaterThanOrEqual(Number(total) + 2);
  });
