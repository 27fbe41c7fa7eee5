import { expect, test } from "./story.ts";

const saturday = "2026-10-17";

test("a Saturday is planned, refused, filled, given back, held, attested and credited", async ({
  as,
  admin,
}) => {
  const teacher = await as("teacher", { school: 60, script: false });
  const { page } = await as("recovery coordinator", { school: 60, script: false });
  const [staff] = await admin`select staff_id from user_account where email = ${teacher.person.email}`;
  await page.goto("/schools/60/recovery");
  await page.getByRole("link", { name: "Plan a session" }).first().click();
  await page.getByLabel("Date").fill("2026-10-15");
  await page.getByLabel("Starts").fill("10:00");
  await page.getByLabel("Ends").fill("12:00");
  await page.getByLabel("Room").fill("Library");
  await page.getByLabel("Certificated teacher").selectOption(String(staff!.staff_id));
  await page.getByLabel("Subject").fill("Mathematics");
  await page.getByLabel("From").selectOption("9");
  await page.getByLabel("Through").selectOption("12");
  await page.getByLabel("Places").fill("2");
  await page.getByRole("button", { name: "Plan the session" }).click();
  await expect(page.getByText(/School runs from .* A session has to lie outside it\./).first()).toBeVisible();
  await expect(page.getByLabel("Subject")).toHaveValue("Mathematics");
  await page.getByLabel("Date").fill(saturday);
  await page.getByLabel("Starts").fill("08:30");
  await page.getByLabel("Ends").fill("12:30");
  await page.getByRole("button", { name: "Plan the session" }).click();
  await expect(page.getByText("0 of 2 places taken; nobody waits.")).toBeVisible();
  const session = page.url();

  const ranked = page.getByRole("table", { name: /Pupils with absences to recover/ }).getByRole("checkbox");
  const pupils: number[] = [];
  for (const at of [0, 1, 2]) {
    pupils.push(Number(await ranked.nth(at).getAttribute("value")));
    await ranked.nth(at).check();
  }
  await page.getByLabel("The families of the ticked pupils said yes").check();
  await page.getByLabel("Who said yes, and how").fill("mothers, by phone on October 13");
  await page.getByRole("button", { name: "Book the ticked pupils" }).click();
  await expect(page.getByText("2 of 2 places taken; 1 pupil waits.")).toBeVisible();

  const seated = page.locator("details", { hasText: "Give a place back" });
  await seated.locator("summary").click();
  const first = await page.locator(".door li b").first().textContent();
  await seated.getByLabel("Pupil").selectOption({ label: first! });
  await seated.getByLabel("No, the family declined").check();
  await seated.getByLabel("Why").fill("away that weekend");
  await seated.getByRole("button", { name: "Give the place back" }).click();
  await expect(page.getByText("2 of 2 places taken; nobody waits.")).toBeVisible();

  // The story cannot wait for Saturday: the session moves to the one before.
  const id = Number(session.split("/").at(-1));
  await admin.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`update recovery_session set on_date = '2026-10-10' where id = ${id}`;
  });

  const room = teacher.page;
  await room.goto(session);
  await room.getByRole("link", { name: "Enter all times from the roster" }).click();
  for (const at of [0, 1]) {
    await room
      .getByLabel(/time in$/)
      .nth(at)
      .fill("08:30");
    await room
      .getByLabel(/time out$/)
      .nth(at)
      .fill("12:30");
  }
  await room.getByRole("button", { name: "Save the times" }).click();
  await expect(room.getByText("240 minutes").first()).toBeVisible();
  await room.getByRole("button", { name: "Attest to these times" }).click();
  await expect(room.getByText("Attested", { exact: true })).toBeVisible();

  const [came] =
    await admin`select distinct pupil_id from recovery_presence where session_id = ${id} limit 1`;
  await page.goto(`/schools/60/pupils/${came!.pupil_id}/recovery`);
  const steps = page.getByRole("table", { name: "Time in recovery, date by date" });
  await expect(steps.getByText("Sat, Oct 10")).toBeVisible();
  await expect(steps.locator("tbody tr")).toHaveCount(1);
  await expect(
    page
      .getByRole("table", { name: "Days missed, and what became of them" })
      .getByText(/recovered/i)
      .first(),
  ).toBeVisible();
});
