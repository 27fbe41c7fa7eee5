import { argon2 as nodeArgon2, randomBytes, timingSafeEqual } from "node:crypto";

/** OWASP's least for Argon2id: 19 MiB, two passes, one lane. */
const current = { memoryKiB: 19_456, passes: 2, lanes: 1, saltBytes: 16, tagBytes: 32 };
const atOnce = 2;
const mostWaiting = 300;

/** What an unknown address is checked against, so that it costs the same work as a known one. */
const nobodys =
  "$argon2id$v=19$m=19456,t=2,p=1$fbR0p0wXJ3p9s2l0m7h3Aw$Q1l4n9S8cV0q5m7t2k6r1x3z8b4n0v5d7g9j2h6f1sA";

type Argon2 = typeof nodeArgon2;
type Cost = { memoryKiB: number; passes: number; lanes: number };

/** Made once by the server: it holds the queue that keeps sign-ins from taking every core. */
export type Passwords = {
  /** Argon2id in PHC form. @throws Response 503 when too many wait already */
  hash(plain: string): Promise<string>;
  /**
   * Is this the password? `stored` null stands for a person who does not exist: same work, never right.
   * `outdated`: right, and stored with other costs than today's, so hash it again.
   * @throws Response 503 when too many wait already
   */
  verify(plain: string, stored: string | null): Promise<{ right: boolean; outdated: boolean }>;
};

/** @param argon2 Node's own; a test passes it wrapped in order to count. */
export function createPasswords(argon2: Argon2 = nodeArgon2): Passwords {
  const inTurn = createTurns();
  const derive = (plain: string, salt: Uint8Array, cost: Cost, tagBytes: number) =>
    inTurn(
      () =>
        new Promise<Buffer>((done, fail) =>
          argon2(
            "argon2id",
            {
              message: plain.normalize("NFKC"),
              nonce: salt,
              memory: cost.memoryKiB,
              passes: cost.passes,
              parallelism: cost.lanes,
              tagLength: tagBytes,
            },
            (failure, tag) => (failure ? fail(failure) : done(tag)),
          ),
        ),
    );
  return {
    async hash(plain) {
      const salt = randomBytes(current.saltBytes);
      return written(salt, await derive(plain, salt, current, current.tagBytes));
    },
    async verify(plain, stored) {
      const { cost, salt, tag } = read(stored ?? nobodys);
      const right = timingSafeEqual(await derive(plain, salt, cost, tag.length), tag) && stored !== null;
      const outdated =
        cost.memoryKiB !== current.memoryKiB ||
        cost.passes !== current.passes ||
        cost.lanes !== current.lanes;
      return { right, outdated: right && outdated };
    },
  };
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64").replaceAll("=", "");

const written = (salt: Uint8Array, tag: Uint8Array) =>
  `$argon2id$v=19$m=${current.memoryKiB},t=${current.passes},p=${current.lanes}$${base64(salt)}$${base64(tag)}`;

function read(phc: string): { cost: Cost; salt: Buffer; tag: Buffer } {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(phc);
  if (!parts) throw new Error("A stored password is not Argon2id in PHC form.");
  const [, memory, passes, lanes, salt = "", tag = ""] = parts;
  return {
    cost: { memoryKiB: Number(memory), passes: Number(passes), lanes: Number(lanes) },
    salt: Buffer.from(salt, "base64"),
    tag: Buffer.from(tag, "base64"),
  };
}

/** Lets a few run and the rest wait in order. */
function createTurns() {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting) {
        throw new Response("Too many people are signing in just now. Try again in a minute.", {
          status: 503,
        });
      }
      await new Promise<void>((go) => waiting.push(go));
    } else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
