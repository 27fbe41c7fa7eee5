import autocannon, { type Request } from "autocannon";

/** How many connections the load comes over, as the figures say. */
export const connections = 16;

/** Answers a second, every one of them checked. @param requestsOf what the n-th connection sends, over and over */
export async function answersPerSecond(
  url: string,
  seconds: number,
  kind: "2xx" | "3xx",
  requestsOf: (connection: number) => Request[],
): Promise<number> {
  let connection = 0;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    setupClient: (client) => client.setRequests(requestsOf(connection++)),
  });
  const good = result[kind];
  const answered = result["2xx"] + result["3xx"] + result.non2xx - (kind === "3xx" ? result["3xx"] : 0);
  if (result.errors > 0 || result.timeouts > 0 || good === 0 || good < answered) {
    throw new Error(
      `${url}: ${good} of ${result.requests.total} answers were ${kind}, ${result.errors} errors, ${result.timeouts} timeouts.`,
    );
  }
  return good / result.duration;
}

/**
 * Rounds of requests over one connection, each sent when the one before it is answered.
 * @returns for each round the milliseconds that its answers took, one after the other
 */
export async function latencies(
  url: string,
  rounds: readonly (readonly (Request & { answers: number })[])[],
): Promise<number[]> {
  const requests = rounds.flat();
  const took: number[] = [];
  await new Promise<void>((done, fail) => {
    const run = autocannon({ url, connections: 1, amount: requests.length, requests }, (failure) =>
      failure ? fail(failure) : done(),
    );
    run.on("response", (_client, status, _bytes, milliseconds) => {
      const { method, path, answers } = requests[took.length]!;
      if (status !== answers) {
        run.stop();
        fail(new Error(`${method} ${path} answered ${status} instead of ${answers}.`));
      }
      took.push(milliseconds);
    });
  });
  if (took.length !== requests.length)
    throw new Error(`${url}: ${took.length} of ${requests.length} requests were answered.`);
  const each = took.values();
  return rounds.map((round) => each.take(round.length).reduce((sum, milliseconds) => sum + milliseconds, 0));
}

/**
 * Product and floor in turns, so that what else the machine does meets both alike; the mean of each.
 * @param seconds of one turn
 */
export async function inTurns(
  turns: number,
  product: () => Promise<number>,
  floor: () => Promise<number>,
): Promise<{ product: number; floor: number }> {
  const sums = { product: 0, floor: 0 };
  for (let turn = 0; turn < turns; turn++) {
    sums.floor += await floor();
    sums.product += await product();
  }
  return { product: sums.product / turns, floor: sums.floor / turns };
}
