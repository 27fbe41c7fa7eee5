import { expect, storyDay, test } from "./story.ts";

test("for a clerk of one school the pages and pupils of another are not there, and each look is counted", async ({
  as,
  access,
  admin,
}) => {
  const { page } = await as("attendance clerk", { school: 10, script: false });
  const looks = async () => {
    const answer = await fetch(access.metrics_url, {
      headers: { Authorization: `Bearer ${access.metrics_token}` },
    });
    const lines = [...(await answer.text()).matchAll(/^unauthorized_access_attempts_total\{.*\} (\d+)$/gm)];
    return lines.reduce((sum, line) => sum + Number(line[1]), 0);
  };
  const [pupil] = await admin`select pupil_id from pupil where school_id = 20 order by pupil_id limit 1`;
  const [section] = await admin`select section_number from section where school_id = 20 and active limit 1`;
  const before = await looks();
  const closed = [
    "/schools/20",
    "/schools/20/registers",
    `/schools/20/registers/${storyDay}/section/${section!.section_number}`,
    `/schools/20/pupils/${pupil!.pupil_id}`,
    `/schools/10/pupils/${pupil!.pupil_id}`,
    `/schools/20/pupils/${pupil!.pupil_id}/marks/${storyDay}`,
    "/schools/20/exports",
  ];
  for (const address of closed) {
    const answer = await page.goto(address);
    expect(answer!.status(), address).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  }
  const unheardOf = await page.goto("/schools/999/registers");
  expect(unheardOf!.status()).toBe(404);
  expect(await looks()).toBeGreaterThanOrEqual(before + closed.length);
});

test("a teacher cannot send a register for a colleague's class", async ({ as, admin, access }) => {
  const { page, person } = await as("teacher", { school: 10, script: false });
  const [other] = await admin`select c.section_number, r.pupil_id from section c
    join roster r on r.school_id = c.school_id and r.section_number = c.section_number and ${storyDay} between r.starts_on and coalesce(r.ends_on, 'infinity')
    where c.school_id = 10 and c.active and not exists (select 1 from section_staff ss join user_account u on u.staff_id = ss.staff_id
      where ss.school_id = 10 and ss.section_number = c.section_number and u.email = ${person.email}) limit 1`;
  const answer = await page.request.post(
    `${access.url}/schools/10/registers/${storyDay}/section/${other!.section_number}`,
    {
      form: { seen: "0", submission: crypto.randomUUID(), [`mark.${other!.pupil_id}`]: "A" },
      headers: { Origin: access.url },
      maxRedirects: 0,
    },
  );
  expect(answer.status()).toBe(404);
  const [written] = await admin`select count(*)::int as n from mark m join user_account u on u.id = m.by
    where u.email = ${person.email} and m.pupil_id = ${other!.pupil_id} and m.on_date = ${storyDay}`;
  expect(written).toEqual({ n: 0 });
});
