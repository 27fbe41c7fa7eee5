import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { allows } from "#app/access/permissions.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { readDistrictSettings } from "#app/recovery/district-settings.server.ts";
import { type SettingLine, settingLines } from "#app/recovery/rule-settings-view.ts";
import { Page } from "#app/ui/page.tsx";
import { StatusTag } from "#app/ui/status-tag.tsx";
import { Table } from "#app/ui/table.tsx";
import { writtenDay } from "#app/ui/written-day.ts";

export const meta: MetaFunction = () => [{ title: "Settings of recovery · AP Tool" }];

/** What the district chose where the law is open, and the amounts of the state, as they hold today. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "settings:read", params.schoolId);
  const today = context.clock.today();
  const all = await context.door.asActor(actor, (tx) => readDistrictSettings(tx, today));
  return {
    frame: frameOf(actor, allows(actor.roles, "settings:change") ? "settings" : "recovery"),
    schoolId: actor.schoolId,
    today: writtenDay(today),
    ...settingLines(all),
  };
}

export default function RuleSettings() {
  const { frame, schoolId, today, settings, amounts, aeries } = useLoaderData<typeof loader>();
  const table = (caption: string, rows: SettingLine[]) => (
    <Table
      caption={caption}
      columns={[
        {
          title: "Setting",
          words: true,
          cell: (row) => <a href={paths.ruleSetting(schoolId, row.name)}>{row.label}</a>,
        },
        { title: "Holds now", words: true, cell: (row) => row.is },
        {
          title: "State",
          cell: (row) => (
            <StatusTag kind={row.state === "verified" ? "good" : row.state === "default" ? "info" : "warn"}>
              {row.state}
            </StatusTag>
          ),
        },
        { title: "Since", cell: (row) => row.since },
        { title: "Verified by", cell: (row) => row.verified },
        { title: "Source", words: true, cell: (row) => row.source },
      ]}
      rows={rows}
      rowKey={(row) => row.name}
    />
  );
  return (
    <Page
      frame={frame}
      title="Settings of recovery"
      lead={`Of the whole district, as they hold on ${today}. Every report prints those it used.`}
    >
      <p>
        <a href={paths.recoveryRules(schoolId)}>All rules of recovery</a>
      </p>
      {table("What the law leaves open", settings)}
      {table("What Aeries calls recovery", aeries)}
      {table("Amounts, to turn days into money", amounts)}
    </Page>
  );
}
