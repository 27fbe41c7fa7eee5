import { inflateSync } from "node:zlib";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#app/access/actor.ts";
import type { Context } from "#app/context.ts";
import { loader as dayPage } from "#app/routes/schools.$schoolId.recovery.claims.$pupilId.$absenceDate/route.tsx";
import { loader as listPage } from "#app/routes/schools.$schoolId.recovery.packet/route.tsx";
import { loader as zipFile } from "#app/routes/schools.$schoolId.recovery.packet[.]zip/route.ts";
import { actorAs } from "../../../tests/database/small-district.ts";
import { type Oak, oak, openOak } from "../../../tests/page/oak.ts";
import { layOutClaimedDays } from "../../../tests/recovery/claimed-days.ts";
import { packetArchive } from "./archive.server.ts";
import { takePacket } from "./take-packet.server.ts";

let district: Oak;
let context: Context;
beforeAll(async () => {
  district = await openOak("2026-11-02T17:00:00Z");
  context = district.context;
  await layOutClaimedDays(district.admin);
});
afterAll(() => district.close());

const year = { kind: "report", period: "Annual", schoolYear: 2026, through: null } as const;

async function unpacked(chunks: AsyncIterable<Uint8Array>) {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return unzipSync(Buffer.concat(all));
}

/** The text operators of a PDF's pages, as text, and the PDF itself as Latin-1. */
function readPdf(bytes: Uint8Array) {
  const raw = Buffer.from(bytes).toString("latin1");
  const contents = [...raw.matchAll(/\/Filter \/FlateDecode >>\nstream\n([\s\S]*?)\nendstream/g)].map(
    ([, data]) => inflateSync(Buffer.from(data ?? "", "latin1")).toString("latin1"),
  );
  const text = contents
    .flatMap((content) =>
      [...content.matchAll(/\(((?:\\.|[^\\)])*)\) Tj/g)].map(([, shown]) => shown?.replace(/\\(.)/g, "$1")),
    )
    .join(" ");
  return { raw: [raw, ...contents].join("\n"), text };
}

test("the packet holds a sheet for each day, and its index and totals agree with them", async () => {
  const actor: Actor = {
    ...actorAs("compliance officer", 0),
    userId: (await district.auditor()).userId,
    isDistrict: true,
  };
  const packet = await takePacket(context, actor, [10, 20], year);
  const files = await unpacked(packetArchive(packet));
  expect(Object.keys(files).toSorted()).toEqual(["index.csv", "packet.pdf", "totals.csv"]);
  const index = strFromU8(files["index.csv"]!).trim().split("\r\n");
  expect(index).toHaveLength(3);
  expect(index[1]).toBe('1,10,Oak Elementary,1001,1,,"Adams, Sam",4,2026-09-21,U,2026-10-17,10,1,1,');
  expect(strFromU8(files["totals.csv"]!).trim().split("\r\n")).toEqual([
    "School,School name,Grades,Days claimed,Pupils",
    "All,All schools,Grades 4 to 6,2,2",
    "All,All schools,All grades,2,2",
  ]);
  const { raw, text } = readPdf(files["packet.pdf"]!);
  expect(raw.match(/\/Type \/Page /g)?.length).toBeGreaterThanOrEqual(4);
  expect(text).toContain("Adams, Sam: Mon, Sep 21, 2026 recovered");
  expect(text).toContain("255 of instruction.");
  expect(text).toContain("Cy Cruz");
});

test("the PDF is tagged: language, title, headings, tables with their heads, and nothing drawn outside them", async () => {
  const packet = await takePacket(
    context,
    { ...actorAs("auditor", 10), userId: (await district.auditor()).userId },
    [10],
    year,
  );
  const { raw, text } = readPdf((await unpacked(packetArchive(packet)))["packet.pdf"]!);
  expect(raw).toContain("/MarkInfo");
  expect(raw).toContain("/Lang (en-US)");
  expect(raw).toContain("/DisplayDocTitle true");
  for (const tag of ["Document", "Sect", "H1", "H2", "P", "Table", "TR", "TH", "TD"])
    expect(raw, tag).toContain(`/S /${tag} `);
  expect(raw.match(/\/Scope \/Column/g)?.length).toBeGreaterThan(5);
  expect(text).toContain("open to that school and to the district.");
});

test("the list leads to the day, counts as the packet does, and every look is on record", async () => {
  const auditor = await district.auditor();
  const list = await auditor.get(listPage, "/p?period=Annual&year=2026", oak);
  expect(list.body.view.rows.map(({ pupilId }) => pupilId)).toEqual([1001, 1003]);
  expect(list.body.view.totals?.at(-1)).toEqual(["All schools", "All grades", "2", "2"]);
  const page = await auditor.get(dayPage, "/d", { ...oak, pupilId: 1001, absenceDate: "2026-09-21" });
  expect(page.body.sheet.title).toContain("Adams, Sam");
  const file = await auditor.get(zipFile, "/z?period=Annual&year=2026", oak);
  expect(file.status).toBe(200);
  const views =
    await district.admin`select page, pupil_ids from pupil_view where by = ${auditor.userId} order by id`;
  expect(views.map(({ page, pupil_ids }) => [page, pupil_ids])).toEqual([
    ["claimed days", [1001, 1003]],
    ["claimed day", [1001]],
    ["packet of claimed days", [1001, 1003]],
  ]);
  const [entry] =
    await district.admin`select action, after from audit_entry where by = ${auditor.userId} and school_id = 10`;
  expect(entry).toMatchObject({ action: "packet of claimed days taken out", after: { days: 2 } });
});

test("a period holds a day when absence and day earned lie in it; what makes no sense is said", async () => {
  const auditor = await district.auditor();
  const ask = async (query: string) => (await auditor.get(listPage, `/p?${query}`, oak)).body.view;
  expect((await ask("from=2026-09-22&to=2026-10-24")).rows.map(({ pupilId }) => pupilId)).toEqual([1003]);
  expect((await ask("from=2026-09-01&to=2026-10-20")).rows.map(({ pupilId }) => pupilId)).toEqual([1001]);
  expect((await ask("period=P-1&year=2026")).label).toBe(
    "P-1 2026-27, full school months by December 31, 2026",
  );
  expect((await ask("from=2026-09-22&to=x")).problem).toContain("The last day: Enter a date");
  expect((await ask("from=2026-06-22&to=2026-07-02")).problem).toContain("two fiscal years");
  const none = await auditor.get(zipFile, "/z?from=x&to=y", oak);
  expect(none.status).toBe(404);
});

test("a teacher and a clerk may not, and what is not claimed does not exist", async () => {
  const clerk = await district.clerk();
  expect((await clerk.get(listPage, "/p", oak)).status).toBe(403);
  expect((await clerk.get(zipFile, "/z", oak)).status).toBe(403);
  const auditor = await district.auditor();
  for (const at of [
    { pupilId: 1002, absenceDate: "2026-09-21" },
    { pupilId: 1001, absenceDate: "2026-02-30" },
  ])
    expect((await auditor.get(dayPage, "/d", { ...oak, ...at })).status).toBe(404);
});
