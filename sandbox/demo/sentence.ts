import { isUnavailable } from "#app/access/unavailable.server.ts";

/** Something that keeps the demo from starting, in one sentence that says what to do. */
export class DemoProblem extends Error {}

/** Errors whose message is written for whoever starts a process. */
const plain = /^(DemoProblem|BrokenDataFolder|ConfigError|CannotStart)$/;
/** Of the file system, and Postgres' own (class 53, insufficient resources). */
const full = ["ENOSPC", "EDQUOT", "53100"];
const closed = ["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "EISDIR", "ELOOP", "ENAMETOOLONG"];

const diskIsFull = (folder: string) =>
  `The disk that holds ${folder} is full. Free some room and start again; what was done so far is used again.`;

type Failure = Error & { code?: string; path?: string };

/** A failure in one sentence that says what to do; null for one that nobody foresaw. */
export function inOneSentence(failure: unknown, folder: string): string | null {
  for (let at = failure; at instanceof Error; at = at.cause) {
    const { code = "", path } = at as Failure;
    if (plain.test(at.constructor.name)) return at.message;
    if (full.includes(code)) return diskIsFull(folder);
    if (path !== undefined && closed.includes(code))
      return `${path.startsWith(folder) ? `The folder ${folder}` : path} cannot be used (${code}). Make it readable and writable for you, or choose another: DATA_FOLDER=.data-2 npm run demo`;
  }
  return null;
}

/**
 * The same failure, or what it comes from: without room for its journal the database ends, and those who ask it see a
 * lost connection.
 * @param lastWords of the database
 */
export function causeOf(failure: unknown, lastWords: string, folder: string): unknown {
  // The door answers for a database that cannot be reached.
  const lost = failure instanceof Response || isUnavailable(failure);
  if (!lost) return failure;
  if (/No space left on device|Disk quota exceeded/i.test(lastWords))
    return new DemoProblem(diskIsFull(folder));
  return new DemoProblem(`The database in ${folder} was lost: ${lastWords}`, { cause: failure });
}
