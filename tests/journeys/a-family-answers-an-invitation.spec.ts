import { expect, expectAccessible, test } from "./story.ts";

type Caught = { to: string[]; subject: string; text: string; language: string };

for (const [script, day] of [
  [false, 24],
  [true, 31],
] as const) {
  test(`a coordinator invites, a family answers from the caught mail, and the place is booked, ${script ? "with" : "without"} script`, async ({
    as,
    admin,
    access,
    stranger,
  }) => {
    test.slow();
    const { page } = await as("recovery coordinator", { school: 60, script });
    const [teacher] =
      await admin`select t.id from staff t join staff_school s on s.staff_id = t.id and s.school_id = 60
    where t.active and coalesce(t.educator_id, '') <> '' and t.left_on is null
      and not exists (select 1 from recovery_session r where r.teacher_id = t.id and r.on_date = ${`2026-10-${day}`})
    order by t.id desc limit 1`;
    await page.goto("/schools/60/recovery/sessions/new");
    await page.getByLabel("Date").fill(`2026-10-${day}`);
    await page.getByLabel("Starts", { exact: true }).fill("08:30");
    await page.getByLabel("Ends", { exact: true }).fill("12:30");
    await page.getByLabel("Room").fill("Library");
    await page.getByLabel("Certificated teacher").selectOption(String(teacher!.id));
    await page.getByLabel("Subject").fill("Mathematics");
    await page.getByLabel("From").selectOption("9");
    await page.getByLabel("Through").selectOption("12");
    await page.getByLabel("Places").fill("20");
    await page.getByRole("button", { name: "Plan the session" }).click();
    await page.getByRole("link", { name: "Invitations and answers" }).click();
    await page.screenshot({ path: "test-results/pages/invitations before 1366.png", fullPage: true });
    await page.getByLabel(/Or invite the first pupils/).fill("25");
    await page.getByRole("button", { name: "Send the invitations" }).click();
    await expect(page.getByRole("table", { name: /Families we wrote to/ }).locator("tbody tr")).toHaveCount(
      25,
    );

    const caught = async (language: string, written: string) =>
      ((await (await fetch(`${access.mail.url}/messages`)).json()) as Caught[]).find(
        (letter) => letter.language.startsWith(language) && letter.subject.includes(written),
      );
    const linkIn = async (language: string, written: string) => {
      await expect.poll(() => caught(language, written), { timeout: 30_000 }).toBeTruthy();
      return /https?:\/\/\S+\/answers\/\S+/.exec((await caught(language, written))!.text)![0];
    };
    for (const [language, written] of [
      ["es", `${day} de octubre`],
      ["en", `October ${day}`],
    ] as const) {
      const reader = await stranger();
      await reader.goto(await linkIn(language, written));
      await expect(reader.locator("html")).toHaveAttribute("lang", language);
      await expectAccessible(reader);
      await reader.screenshot({ path: `test-results/pages/answer ${language} 1366.png`, fullPage: true });
      await reader.setViewportSize({ width: 360, height: 740 });
      const over = await reader.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over, `${language} scrolls sideways`).toBeLessThanOrEqual(0);
      await reader.screenshot({ path: `test-results/pages/answer ${language} 360.png`, fullPage: true });
    }
    const link = await linkIn("es", `${day} de octubre`);
    const family = await stranger({ script, width: 360 });
    await family.goto(link);
    await expect(family.locator("html")).toHaveAttribute("lang", "es");
    await family.getByRole("button", { name: "Enviar la respuesta" }).click();
    await family.goto(link);
    await family.getByLabel("Sí, mi hijo o hija participará").check();
    await family.getByRole("button", { name: "Enviar la respuesta" }).click();
    await expect(family.getByText("Su hijo o hija tiene un lugar.")).toBeVisible();
    await family.screenshot({ path: "test-results/pages/answered 360.png", fullPage: true });

    await page.reload();
    await expect(page.getByText(/^Yes: contact \d, by the link in the e-mail$/).first()).toBeVisible();
    await expect(page.getByText("Has a place").first()).toBeVisible();
    await page.screenshot({ path: "test-results/pages/invitations 1366.png", fullPage: true });
    await page.setViewportSize({ width: 360, height: 740 });
    await page.screenshot({ path: "test-results/pages/invitations 360.png", fullPage: true });

    await page.goto("/schools/60/recovery/invitations");
    await page.getByRole("button", { name: "Show whom to invite" }).click();
    await expect(
      page.getByRole("link", { name: "Tick at least one session to invite families to." }),
    ).toBeVisible();
    await page.screenshot({ path: "test-results/pages/no session ticked 360.png", fullPage: true });
  });
}
