const doesNotAnswer =
  "The database does not answer. See that it runs, and that its address in the environment is right.";
const notMigrated = "The database is not up to date. Run the command migrate first.";
const refuses =
  "The database refuses the name or the password in its address. The command migrate makes web and worker and gives them the passwords of their addresses.";

/** By the code of the system, of a driver, or of Postgres. */
const byCode: Record<string, string | undefined> = {
  ECONNREFUSED: doesNotAnswer,
  ECONNRESET: doesNotAnswer,
  EHOSTUNREACH: doesNotAnswer,
  ENOTFOUND: doesNotAnswer,
  ETIMEDOUT: doesNotAnswer,
  CONNECT_TIMEOUT: doesNotAnswer,
  "28000": refuses,
  "28P01": refuses,
  "3D000": "The server has no such database. Make it, or correct the address in the environment.",
  "3F000": notMigrated,
  "42883": notMigrated,
  "42P01": notMigrated,
};
const unmigratedQueue = /^pg-boss (is not installed|database requires migrations)$/;
const ownSentences = /^(ConfigError|CannotStart|BrokenDataFolder)$/;

/** Why a command cannot start and what to do, or null for what is nobody's mistake but the code's. */
export function startFailure(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (ownSentences.test(error.constructor.name)) return error.message;
  if (unmigratedQueue.test(error.message)) return notMigrated;
  const { code } = error as NodeJS.ErrnoException;
  return byCode[code ?? ""] ?? startFailure(error.cause);
}
