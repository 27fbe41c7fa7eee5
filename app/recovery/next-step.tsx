import { paths } from "#app/paths.ts";
import type { SessionView } from "./session-view.ts";

/** What a coordinator does next with a session: before it, families are asked; once attested, its time is claimed. */
export function NextStep({ view }: { view: SessionView }) {
  const { schoolId, sessionId, rights, state } = view;
  if (rights.book && state === "planned" && !view.candidates?.whyNobody)
    return (
      <p className="text">
        Next: <a href={paths.recoveryInvitations(schoolId, sessionId)}>invite families to it</a>
        {", or "}
        <a href={paths.recoveryInviteMany(schoolId)}>to several sessions at once</a>. A family's yes books a
        place by itself; a yes by phone is entered below.
      </p>
    );
  if (rights.audit)
    return (
      <p className="text">
        Its time counts toward claims now. See <a href={paths.claimPacket(schoolId)}>the claimed days</a> or{" "}
        <a href={paths.recoveryOverview(schoolId)}>the season so far</a>.
      </p>
    );
  return null;
}
