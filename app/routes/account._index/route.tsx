import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { recoveryCodesLeft } from "#app/access/recovery-code.server.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { openSessions } from "#app/access/session-list.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { PostButton } from "#app/ui/button.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Page } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { writtenMoment } from "#app/ui/written-moment.ts";

export const meta: MetaFunction = () => [{ title: "Your account · AP Tool" }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "account:own", "any");
  const { timeZone } = context.settings;
  const sessions = await openSessions(context, actor);
  return {
    frame: frameOf(actor),
    name: actor.name,
    email: actor.email,
    roles: actor.roles.filter((role, at, all) => all.indexOf(role) === at),
    places: actor.places.map((place) => place.name),
    codesLeft: await context.door.asActor(actor, (tx) => recoveryCodesLeft(tx, actor.userId)),
    sessions: sessions.map((row) => ({
      handle: row.handle,
      isThis: row.isThis,
      agent: row.agent ?? "Unknown browser",
      address: row.address ?? "unknown",
      since: writtenMoment(row.createdAt, timeZone),
      seen: writtenMoment(row.lastSeenAt, timeZone),
    })),
  };
}

export default function Account() {
  const mine = useLoaderData<typeof loader>();
  return (
    <Page frame={mine.frame} title="Your account">
      <DefinitionList
        facts={[
          { term: "Name", is: mine.name },
          { term: "Email", is: mine.email },
          { term: "Roles", is: mine.roles.join(", ") || "None yet" },
          { term: "Schools", is: mine.places.join(", ") || "None yet" },
          {
            term: "Recovery codes",
            is: (
              <>
                {mine.codesLeft} left. <a href={paths.recoveryCodes()}>Make new codes</a>
              </>
            ),
          },
          { term: "Password", is: <a href={paths.accountPassword()}>Change your password</a> },
        ]}
      />
      <h2>Where you are signed in</h2>
      <Table
        caption="Your sessions"
        rows={mine.sessions}
        rowKey={(row) => row.handle}
        columns={[
          { title: "Browser", cell: (row) => (row.isThis ? `${row.agent} (this one)` : row.agent) },
          { title: "Network address", cell: (row) => row.address },
          { title: "Signed in", cell: (row) => row.since },
          { title: "Last seen", cell: (row) => row.seen },
          {
            title: "End",
            cell: (row) => (
              <PostButton quiet action={paths.accountSessionEnd(row.handle)}>
                Sign out
              </PostButton>
            ),
          },
        ]}
      />
      {mine.sessions.length > 1 && (
        <PostButton action={paths.accountOtherSessionsEnd()}>Sign out everywhere else</PostButton>
      )}
    </Page>
  );
}
