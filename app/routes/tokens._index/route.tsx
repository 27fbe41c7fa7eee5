import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { listTokens } from "#app/access/token-list.server.ts";
import { tokenView } from "#app/access/token-view.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Page } from "#app/ui/page.tsx";
import { StatusTag } from "#app/ui/status-tag.tsx";
import { Table } from "#app/ui/table.tsx";

export const meta: MetaFunction = () => [{ title: "API tokens · AP Tool" }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "tokens:manage", "district");
  const moment = { now: context.clock.now(), timeZone: context.settings.timeZone };
  const tokens = await context.door.asActor(actor, (tx) => listTokens(tx));
  return {
    frame: frameOf(actor, "tokens"),
    tokens: tokens.map((token) => tokenView(token, actor.places, moment)),
  };
}

const kinds = { active: "good", expired: "off", revoked: "bad" } as const;

export default function Tokens() {
  const { frame, tokens } = useLoaderData<typeof loader>();
  const lead = "What scripts and other programs of the district sign in with.";
  if (tokens.length === 0)
    return (
      <Page frame={frame} title="API tokens" lead={lead}>
        <Empty title="No tokens yet" action={{ label: "Make a token", href: paths.tokenNew() }}>
          A script that calls the API needs one. Until there is one the API answers nobody.
        </Empty>
      </Page>
    );
  return (
    <Page frame={frame} title="API tokens" lead={lead}>
      <LinkButton href={paths.tokenNew()}>Make a token</LinkButton>
      <Table
        caption="Tokens, the newest first"
        rows={tokens}
        rowKey={(token) => token.id}
        columns={[
          { title: "What for", cell: (token) => <a href={paths.token(token.id)}>{token.name}</a> },
          {
            title: "State",
            cell: (token) => <StatusTag kind={kinds[token.state]}>{token.state}</StatusTag>,
          },
          { title: "May", cell: (token) => token.scopes.join("; "), words: true },
          { title: "Schools", cell: (token) => token.schools, words: true },
          { title: "Made", cell: (token) => token.made },
          { title: "Last used", cell: (token) => token.lastUsed },
          { title: "Holds through", cell: (token) => token.lastDay },
        ]}
      />
    </Page>
  );
}
