import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { chains } from "#app/compliance/chain.server.ts";
import { checks } from "#app/compliance/check.ts";
import { lastRuns, recentFindings } from "#app/compliance/findings.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { PostButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/page.tsx";
import { StatusTag } from "#app/ui/status-tag.tsx";
import { Table } from "#app/ui/table.tsx";
import { writtenMoment } from "#app/ui/written-moment.ts";

export const meta: MetaFunction = () => [{ title: "Compliance · AP Tool" }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "compliance:read", "district");
  const written = (moment: Temporal.Instant) => writtenMoment(moment, context.settings.timeZone);
  return context.door.asActor(actor, async (tx) => {
    const findings = await recentFindings(tx);
    const broken = (schoolId: number) =>
      findings.some(
        (one) =>
          one.check === "audit_chain" && one.mendedAt === null && one.key.startsWith(`school ${schoolId} `),
      );
    const runs = await lastRuns(tx);
    const checked = runs.some((run) => run.name === "audit_chain");
    const nameOf = new Map(actor.places.map((place) => [place.id, place.name]));
    return {
      frame: frameOf(actor, "compliance"),
      runs: runs.map((run) => ({
        name: run.name,
        makesSure: checks[run.name],
        at: written(run.at),
        passed: run.passed,
        detail: run.detail,
      })),
      findings: findings.map((one, place) => ({
        place,
        detail: one.detail,
        found: written(one.foundAt),
        mended: one.mendedAt === null ? null : written(one.mendedAt),
      })),
      asked: new URL(request.url).searchParams.get("asked") === "1",
      chains: (await chains(tx)).map((chain) => ({
        schoolId: chain.schoolId,
        name: nameOf.get(chain.schoolId) ?? (chain.schoolId === 0 ? "District" : `School ${chain.schoolId}`),
        href: nameOf.has(chain.schoolId) ? paths.changes(chain.schoolId) : null,
        entries: chain.entries.toLocaleString("en-US"),
        whole: chain.wholeAt === null ? "Not yet" : written(chain.wholeAt),
        state: !checked ? "Not checked yet" : broken(chain.schoolId) ? "Broken" : "Unbroken",
      })),
    };
  });
}

export default function Compliance() {
  const { frame, runs, findings, chains, asked } = useLoaderData<typeof loader>();
  const open = findings.filter((finding) => finding.mended === null);
  return (
    <Page
      frame={frame}
      title="Compliance"
      lead="The product checks every ten minutes that pupils' records are protected: each time what is new in the records of changes, at night all of them."
    >
      {asked && (
        <Notice>Everything is checked as soon as the worker is free. Look again in a few minutes.</Notice>
      )}
      {runs.length > 0 && (
        <Notice kind={runs.every((run) => run.passed) ? "good" : "bad"}>
          {runs.every((run) => run.passed)
            ? "Every check passed."
            : `${open.length} ${open.length === 1 ? "thing is" : "things are"} wrong. Begin the procedure for a FERPA violation.`}
        </Notice>
      )}
      <h2>Checks</h2>
      {runs.length === 0 ? (
        <Empty title="What each check found">
          The first run is still to come. Look again in ten minutes.
        </Empty>
      ) : (
        <Table
          caption="The latest run of each check"
          rows={runs}
          rowKey={(run) => run.name}
          columns={[
            { title: "What it makes sure of", cell: (run) => run.makesSure },
            {
              title: "Result",
              cell: (run) => (
                <StatusTag kind={run.passed ? "good" : "bad"}>{run.passed ? "Passed" : "Failed"}</StatusTag>
              ),
            },
            { title: "Found", cell: (run) => run.detail },
            { title: "Last run", cell: (run) => run.at },
          ]}
        />
      )}
      <h2>Records of changes</h2>
      <Table
        caption="Each school's record, as of the latest check"
        rows={chains}
        rowKey={(chain) => chain.schoolId}
        columns={[
          {
            title: "School",
            cell: (chain) => (chain.href ? <a href={chain.href}>{chain.name}</a> : chain.name),
          },
          { title: "Entries", number: true, cell: (chain) => chain.entries },
          { title: "All checked", cell: (chain) => chain.whole },
          {
            title: "State",
            cell: ({ state }) => (
              <StatusTag kind={state === "Broken" ? "bad" : state === "Unbroken" ? "good" : "off"}>
                {state}
              </StatusTag>
            ),
          },
        ]}
      />
      <PostButton quiet action={paths.complianceChecks()}>
        Check all of them now
      </PostButton>
      {findings.length > 0 && (
        <>
          <h2>What was found</h2>
          <Table
            caption="Findings, those still open first"
            rows={findings}
            rowKey={(finding) => finding.place}
            columns={[
              { title: "Finding", cell: (finding) => finding.detail },
              { title: "Found", cell: (finding) => finding.found },
              { title: "Mended", cell: (finding) => finding.mended ?? "Not yet" },
            ]}
          />
        </>
      )}
    </Page>
  );
}
