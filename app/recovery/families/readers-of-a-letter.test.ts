import { describe, expect, test } from "vitest";
import { openFamilies } from "../../../tests/recovery/families.ts";
import { momentIn } from "../moment.ts";
import { findSessions } from "../sessions.server.ts";
import { inviteFamilies } from "./invite.server.ts";

describe("brothers and sisters with one address", () => {
  /** How many letters there are where one person reads about all three, but for what is changed. */
  const lettersWhere = async (change: Record<string, string>) => {
    const place = await openFamilies(null);
    await place.admin`update pupil set family_key = 7 where pupil_id in (3001, 3002, 3003)`;
    const same = { mailing_name: "Rosa García", language: "01" };
    await place.admin`update contact set ${place.admin(same)} where pupil_id in (3001, 3002, 3003)`;
    if (Object.keys(change).length > 0)
      await place.admin`update contact set ${place.admin(change)} where pupil_id = 3003`;
    const sessions = await place.database.web.asActor(place.actor, (tx) =>
      findSessions(tx, 10, [place.sessionId]),
    );
    const moment = momentIn("America/Los_Angeles", place.clock.now());
    const whom = { pupilIds: [3001, 3002, 3003], first: 0 };
    const invited = await inviteFamilies(place.context, place.actor, sessions, whom, moment);
    await place.database.drop();
    return invited;
  };

  test("get one letter from one reader in one language", async () => {
    expect(await lettersWhere({})).toEqual({ emails: 0, letters: 1 });
  });

  test("get letters of their own where the reader differs", async () => {
    expect(await lettersWhere({ mailing_name: "Luis García" })).toEqual({ emails: 0, letters: 2 });
  });

  test("get letters of their own where the language differs", async () => {
    expect(await lettersWhere({ language: "00" })).toEqual({ emails: 0, letters: 2 });
  });
});
