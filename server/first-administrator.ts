import { createAccount } from "#app/access/accounts.server.ts";
import { oneTimePassword } from "#app/access/one-time-password.server.ts";
import { createPasswords } from "#app/access/password.server.ts";
import { personFields } from "#app/access/person-form.ts";
import { createDoor } from "#app/access/scope.server.ts";
import { createClock } from "./clock.ts";
import { connect } from "./database.ts";
import { databaseAt } from "./database-address.ts";
import { loadConfig } from "./development-secret.ts";
import { createLog } from "./log.ts";
import { explainAndLeave } from "./stop.ts";

/**
 * The command `first-administrator name@district.org "Full Name"`: a district administrator, the first of an
 * installation or another where nobody can sign in any more, with a password for one sign-in. Everyone else is added on
 * the People page.
 */
const [typedEmail, typedName] = process.argv.slice(2);
try {
  const read = personFields.safeParse({ email: typedEmail, name: typedName });
  if (!read.success) {
    const problems = read.error.issues.map(({ message }) => `${message}\n`).join("");
    process.stderr.write(`${problems}Say who: first-administrator name@district.org "Full Name"\n`);
    process.exit(64);
  }
  const { email, name } = read.data;
  const config = loadConfig();
  const log = createLog({ level: "warn", service: "first-administrator" });
  const database = await databaseAt(config, "web", log);
  const connections = connect(database.url, { max: 1, name: "first-administrator" });
  const clock = createClock({ timeZone: config.timeZone, startsAt: config.clockAt });
  const door = createDoor({ database: connections, clock, log });
  const password = oneTimePassword();
  const passwordHash = await createPasswords().hash(password);
  const author = { by: null, actor: "first-administrator" };
  const id = await door.asSystem("first administrator", [], (tx) =>
    createAccount(tx, author, clock.now(), {
      email,
      name,
      passwordHash,
      staffId: null,
      roles: [{ schoolId: 0, role: "district administrator" }],
    }),
  );
  await connections.close();
  await database.close();
  process.stdout.write(
    id === null
      ? `${email} has an account already. Nothing was changed.\n`
      : `${email} may sign in once with: ${password}\n`,
  );
  process.exit(id === null ? 1 : 0);
} catch (error) {
  explainAndLeave(error);
}
