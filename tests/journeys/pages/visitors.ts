import type { Page } from "@playwright/test";
import type postgres from "postgres";
import { type Stories, watched } from "../story.ts";
import type { Visitor } from "./listed-page.ts";

/** Several pages in the one browser context of this visitor. */
export async function visitorTabs(
  by: Visitor,
  stories: Omit<Stories, "access">,
  count: number,
): Promise<Page[]> {
  const first = await visitorPage(by, stories);
  const others = Array.from({ length: count - 1 }, async () => watched(await first.context().newPage()));
  return [first, ...(await Promise.all(others))];
}

/** A page as this visitor has it; at school 10 where they work at several. */
async function visitorPage(
  by: Visitor,
  { as, stranger, enter, admin }: Omit<Stories, "access">,
): Promise<Page> {
  if (by === "stranger") return stranger();
  if (by === "between password and code") return (await as("auditor", { stage: "password" })).page;
  if (by === "not enrolled") {
    const page = await stranger();
    await enter(page, await newcomer(admin), "password");
    return page;
  }
  return (await as(by, by === "district administrator" || by === "compliance officer" ? {} : { school: 10 }))
    .page;
}

/** Someone with an account whose authenticator is still to be set up. */
async function newcomer(admin: postgres.Sql): Promise<string> {
  const email = "newcomer@example.org";
  await admin`insert into user_account (email, name, password_hash) values (${email}, 'Nina Newcomer', '$argon2id$v=19$x')
    on conflict do nothing`;
  return email;
}
