import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { numberInAddress } from "#app/access/number-in-address.ts";
import { notFound, requireActor } from "#app/access/require-actor.server.ts";
import { takeShownOnce } from "#app/access/shown-once.server.ts";
import { listTokens } from "#app/access/token-list.server.ts";
import { tokenView } from "#app/access/token-view.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "An API token · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "tokens:manage", "district");
  const id = numberInAddress(params.tokenId);
  const [token] = await context.door.asActor(actor, (tx) => listTokens(tx, id));
  if (!token) throw notFound();
  const { lines, cookie } = await takeShownOnce(context, request, actor.userId);
  const moment = { now: context.clock.now(), timeZone: context.settings.timeZone };
  return data(
    {
      frame: frameOf(actor, "tokens"),
      token: tokenView(token, actor.places, moment),
      secret: lines?.[0] === `token ${id}` ? (lines[1] ?? null) : null,
    },
    { headers: { "Set-Cookie": cookie } },
  );
}

export default function Token() {
  const { frame, token, secret } = useLoaderData<typeof loader>();
  const { revoked } = token;
  return (
    <Page frame={frame} title={token.name} above={<a href={paths.tokens()}>All tokens</a>}>
      {secret && (
        <Notice kind="good">
          <p>
            The token: <code>{secret}</code>
          </p>
          <p>
            It is shown only now, and stored nowhere. Put it where the script finds it; the script sends it as{" "}
            <code>Authorization: Bearer</code>. If it is lost, make another and revoke this one.
          </p>
        </Notice>
      )}
      <DefinitionList
        facts={[
          { term: "State", is: token.state },
          { term: "May", is: token.scopes.join("; ") },
          { term: "Schools", is: token.schools },
          { term: "Made", is: token.made },
          { term: "Last used", is: token.lastUsed },
          { term: "Holds through", is: token.lastDay },
          ...(revoked
            ? [
                { term: "Revoked", is: revoked.when },
                { term: "Why", is: revoked.reason },
              ]
            : []),
        ]}
      />
      {!revoked && (
        <p>
          <LinkButton danger href={paths.tokenRevocation(token.id)}>
            Revoke this token
          </LinkButton>
        </p>
      )}
    </Page>
  );
}
