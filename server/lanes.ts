import type postgres from "postgres";
import { isUnavailable } from "#app/access/unavailable.server.ts";
import { preparing } from "./prepared.ts";

type Lane = { client: postgres.Sql; openedAt: number; gone: boolean; use: Use | null };
type Query = ReturnType<postgres.Sql["unsafe"]>;
type Use = { asked: Query[]; lost: Error | null; ended: boolean };

export type Lanes = {
  /**
   * Gives the work a connection of its own, for as long as it runs.
   * @param signal gives the connection up, and the work with it
   * @throws with the code CONNECTION_CLOSED when the connection was lost or given up meanwhile
   */
  use<T>(work: (client: postgres.Sql) => Promise<T>, signal?: AbortSignal): Promise<T>;
  close(): Promise<void>;
};

const longestLifeMs = 30 * 60_000;

/**
 * Up to `max` connections, each a client of the driver with one connection, lent to one piece of work at a time; the
 * rest wait in turn. The driver's own pool does not survive every loss of a connection: what is asked in the same
 * moment is written to a connection that is gone, which ends the process, or stays in its buffer and keeps that
 * connection from ever opening again. So what the work still asks after a loss is refused here, and a client that
 * lost its connection is never used again.
 * @param open makes a client of one connection that calls `onclose` when the connection ends
 */
export function createLanes(open: (onclose: () => void) => postgres.Sql, max: number): Lanes {
  const lanes = new Set<Lane>();
  const idle: Lane[] = [];
  const waiting: ((lane: Lane) => void)[] = [];

  function openLane(): Lane {
    const lane: Lane = {
      client: open(() => lose(lane)),
      openedAt: performance.now(),
      gone: false,
      use: null,
    };
    lanes.add(lane);
    return lane;
  }

  /** The lane, or a new one in its place when it may not be used any more. */
  function usable(lane: Lane): Lane {
    if (!lane.gone && performance.now() - lane.openedAt < longestLifeMs) return lane;
    lanes.delete(lane);
    void lane.client.end({ timeout: 0 });
    return openLane();
  }

  function take(): Lane | Promise<Lane> {
    const lane = idle.pop();
    if (lane) return usable(lane);
    return lanes.size < max ? openLane() : new Promise((next) => waiting.push(next));
  }

  function giveBack(lane: Lane): void {
    const next = waiting.shift();
    if (next) next(usable(lane));
    else idle.push(lane);
  }

  return {
    async use(work, signal) {
      const lane = await take();
      const use: Use = { asked: [], lost: null, ended: false };
      lane.use = use;
      const giveUp = () => {
        lose(lane);
        void lane.client.end({ timeout: 0 });
      };
      signal?.addEventListener("abort", giveUp);
      const asked = (query: Query) => {
        use.asked.push(query);
        // Statements fail some time before the driver says that the connection is closed. What is asked in between
        // is never answered.
        query.catch((failure: unknown) => isUnavailable(failure) && lane.use === use && lose(lane, failure));
      };
      try {
        return await work(preparing(lane.client, { asking: () => refuseAfter(use), asked }));
      } catch (failure) {
        throw use.lost ?? failure;
      } finally {
        signal?.removeEventListener("abort", giveUp);
        use.ended = true;
        lane.use = null;
        giveBack(lane);
      }
    },
    async close() {
      await Promise.all([...lanes].map((lane) => lane.client.end({ timeout: 5 })));
    },
  };
}

function refuseAfter(use: Use): void {
  if (use.lost) throw use.lost;
  if (use.ended) throw new Error("A statement was asked after its connection had been given back.");
}

/** Takes back what the driver has not sent yet: it would send it on its next connection, outside the transaction. */
function lose(lane: Lane, cause?: unknown): void {
  lane.gone = true;
  const { use } = lane;
  if (use === null || use.lost) return;
  use.lost = Object.assign(new Error("The connection was lost.", { cause }), { code: "CONNECTION_CLOSED" });
  for (const query of use.asked) if (!(query as { state?: unknown }).state) query.cancel();
}
