import { paths } from "#app/paths.ts";
import { webOnItsOwnCore } from "./cores.ts";
import { type Class, classes, today } from "./district.ts";
import { type Figure, written } from "./figure.ts";
import { answersPerSecond, inTurns } from "./load.ts";
import type { Bench } from "./machine.ts";

export const cookieOf = ({ token }: Class) => `session=${btoa(JSON.stringify(token)).replaceAll("=", "%3D")}`;

export const registerPath = ({ schoolId, section }: Class, date: string = today) =>
  paths.register({ schoolId, date, section });

const opening = (each: Class, headers: Record<string, string>) => ({
  method: "GET" as const,
  path: registerPath(each),
  headers: { cookie: cookieOf(each), ...headers },
});

/** The share of the floor for one way of asking; each connection is a teacher with a class of their own. */
export function openings(bench: Bench, turns: number, seconds: number, headers: Record<string, string> = {}) {
  const requests = (connection: number) => [opening(classes[connection]!, headers)];
  return inTurns(
    turns,
    () => answersPerSecond(bench.product, seconds, "2xx", requests),
    () => answersPerSecond(bench.floor, seconds, "2xx", () => [opening(classes[0]!, headers)]),
  );
}

/** The register page of 30, signed in, against a bare Remix app that draws the same markup. */
export async function measureRegisterPage(bench: Bench): Promise<Figure[]> {
  const weight = await sameMarkup(bench);
  // Few pages a second also means slow to be compiled by the engine: both must have drawn some thousand first.
  await openings(bench, 1, 10);
  const { found, apart } = await webOnItsOwnCore(bench, async () => ({
    plain: await openings(bench, 5, 3),
    zipped: await openings(bench, 2, 3, { "accept-encoding": "gzip, deflate, br" }),
  }));
  const { plain, zipped } = found;
  const place = apart ? "the web process on a core of its own" : "all on the same cores";
  return [
    {
      name: "Register page of 30",
      unit: "a second",
      value: plain.product,
      floor: { name: "a second, bare Remix app", value: plain.floor },
      target: 0.4,
      better: "more",
      note: `16 connections, ${place}, ${weight} bytes, uncompressed as the floor's is. As a browser asks, compressed by the product alone: ${written(zipped.product)} of ${written(zipped.floor)}, a share of ${written(zipped.product / zipped.floor)}.`,
    },
  ];
}

/** Both must draw the same page, but for what is new in each drawing. @throws when they differ */
async function sameMarkup(bench: Bench): Promise<number> {
  const [ours = "", bare = ""] = await Promise.all(
    [bench.product, bench.floor].map(async (url) => {
      const { path, headers } = opening(classes[0]!, {});
      const answer = await fetch(url + path, { headers, redirect: "manual" });
      return (await answer.text())
        .replace(/(name="submission" value=")[^"]*/, "$1")
        .replace(/(name="seen" value=")[^"]*/, "$1")
        .replace(/(\/assets\/app-)[\w-]+/, "$1")
        .replace(/(\/enhance\/register.js\?v=)[\w-]+/, "$1");
    }),
  );
  if (ours !== bare || !ours.includes("</fieldset>")) {
    throw new Error(`The floor does not draw the product's page:\n${firstDifference(ours, bare)}`);
  }
  return ours.length;
}

function firstDifference(ours: string, bare: string): string {
  let at = 0;
  while (at < ours.length && ours[at] === bare[at]) at++;
  return `product: …${ours.slice(Math.max(0, at - 40), at + 120)}\nfloor:   …${bare.slice(Math.max(0, at - 40), at + 120)}`;
}
