import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { allows } from "#app/access/permissions.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { recordView } from "#app/access/trace.server.ts";
import { pageAsked, pageOf } from "#app/attendance/export-view.ts";
import { readPupilNames } from "#app/attendance/read-exported-marks.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import type { DifferenceKind } from "#app/recovery/makeup-difference-words.ts";
import { readComparison } from "#app/recovery/read-comparison.server.ts";
import { Day } from "#app/ui/day.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/page.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { StatusTag } from "#app/ui/status-tag.tsx";
import { Table } from "#app/ui/table.tsx";
import { writtenMoment } from "#app/ui/written-moment.ts";

export const meta: MetaFunction = () => [{ title: "Why does it differ? · AP Tool" }];

const pageSize = 100;

/** Our days made up against those in Aeries, absence by absence. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "aeries:read", params.schoolId);
  const { schoolId } = actor;
  const written = (moment: Temporal.Instant) => writtenMoment(moment, context.settings.timeZone);
  const view = await context.door.asActor(actor, async (tx) => {
    const compared = await readComparison(tx, schoolId, context.clock.today(), written);
    const { shown, around } = pageOf(compared.differences, pageAsked(request.url), pageSize, (page) =>
      paths.recoveryDifferences(schoolId, page),
    );
    const pupilIds = [...new Set(shown.flatMap(({ pupilId }) => pupilId ?? []))];
    const names = await readPupilNames(tx, schoolId, pupilIds);
    await recordView(tx, actor, context.clock.now(), "recovery against Aeries", pupilIds);
    return {
      agreed: compared.agreed,
      total: compared.differences.length,
      around,
      list: compared.list && {
        rows: compared.list.rows,
        from: `${written(compared.list.at)}, ${compared.list.by}`,
      },
      rows: shown.map(({ pupilId, studentNumber, date, kind, reason }) => ({
        key: `${pupilId} ${studentNumber} ${date}`,
        pupil:
          pupilId === null ? `Student number ${studentNumber}` : (names.get(pupilId) ?? `Pupil ${pupilId}`),
        href: pupilId === null ? null : paths.pupilRecovery(schoolId, pupilId),
        date: date.toString(),
        kind,
        reason,
      })),
    };
  });
  return {
    frame: frameOf(actor, "recovery"),
    view,
    exportsHref: allows(actor.roles, "recovery:export") ? paths.recoveryExports.list(schoolId) : null,
    uploadHref: allows(actor.roles, "recovery:export") ? paths.makeupLists(schoolId) : null,
  };
}

const tags: Record<DifferenceKind, { word: string; kind: "info" | "good" | "warn" | "bad" | "off" }> = {
  "absence changed": { word: "Absence changed", kind: "bad" },
  "not exported": { word: "Not exported", kind: "info" },
  "on its way": { word: "On its way", kind: "info" },
  "not in Aeries": { word: "Not in Aeries", kind: "bad" },
  "other day": { word: "Another day", kind: "warn" },
  "other code": { word: "Another code", kind: "bad" },
  "to be cleared": { word: "To be cleared", kind: "warn" },
  "unknown here": { word: "Unknown here", kind: "bad" },
  "not read since": { word: "Not read since", kind: "off" },
};

const days = (count: number) => (count === 1 ? "1 day" : `${count.toLocaleString("en-US")} days`);

export default function Differences() {
  const { frame, view, exportsHref, uploadHref } = useLoaderData<typeof loader>();
  return (
    <Page
      frame={frame}
      title="Why does it differ?"
      lead="The days made up here against the make-ups in Aeries, absence by absence."
    >
      <div className="row">
        {exportsHref && <a href={exportsHref}>Recovery to Aeries</a>}
        {uploadHref && <a href={uploadHref}>Upload a list of make-ups from Aeries</a>}
      </div>
      <Notice kind={view.list === null ? "warn" : "info"}>
        <p>
          {view.list === null
            ? "No list of make-ups was uploaded yet, so what Aeries has is known only from what was sent."
            : `Aeries' newest list: ${view.list.rows.toLocaleString("en-US")} ${view.list.rows === 1 ? "make-up" : "make-ups"}, read ${view.list.from}.`}
        </p>
      </Notice>
      <p>
        {view.total === 0
          ? `Nothing differs: ${days(view.agreed)} made up here and in Aeries alike.`
          : `${days(view.agreed)} agree, ${days(view.total)} differ.`}
      </p>
      {view.total > 0 && (
        <Table
          caption="What differs"
          rows={view.rows}
          rowKey={(row) => row.key}
          columns={[
            { title: "Pupil", cell: (row) => (row.href ? <a href={row.href}>{row.pupil}</a> : row.pupil) },
            { title: "Absence", cell: (row) => <Day day={row.date} /> },
            {
              title: "How",
              cell: (row) => <StatusTag kind={tags[row.kind].kind}>{tags[row.kind].word}</StatusTag>,
            },
            { title: "Why, and what to do", cell: (row) => row.reason, words: true },
          ]}
        />
      )}
      {view.around && <Pagination what="differences" {...view.around} />}
    </Page>
  );
}
