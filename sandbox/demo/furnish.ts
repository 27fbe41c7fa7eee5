import type postgres from "postgres";
import { createSecretBox } from "#server/secret-box.ts";
import type { AccessFile } from "./access-file.ts";
import { choosePeople, createPeople } from "./people.ts";
import { enterSampleAmounts } from "./sample-amounts.ts";
import { type DemoContext, playSeason } from "./season.ts";
import { settleDistrict } from "./settle.ts";

/** Puts people, decisions and a season of recovery into a district that was just read from Aeries. */
export async function furnish(
  context: DemoContext,
  given: {
    admin: postgres.Sql;
    apiToken: string;
    secretKey: string;
    previousSecretKeys: readonly string[];
    say: (line: string) => void;
  },
): Promise<AccessFile["users"]> {
  const { door, clock, jobs } = context;
  const { admin, say } = given;
  say("Giving people accounts");
  await settleDistrict(admin, context, given.apiToken);
  const secrets = createSecretBox(given.secretKey, given.previousSecretKeys);
  const users = await createPeople(await choosePeople(admin), { door, clock, secrets, admin });
  await enterSampleAmounts(admin, clock.now());
  say("Playing a season of recovery");
  await playSeason(context, admin);
  await door.asVisitor((tx) => jobs.enqueue(tx, "settle-claims", {}));
  return users;
}
