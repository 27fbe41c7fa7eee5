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
