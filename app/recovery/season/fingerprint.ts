import type { Proposal } from "./season.ts";

/** Tells one proposal from another, so that nobody adopts what they have not seen. Holds no pupil's number. */
export function fingerprint({ sessions, days }: Proposal): string {
  const text = JSON.stringify(
    sessions.map(({ offer, band, limit, pupilIds }) => [offer.key, offer.teacherIds, band, limit, pupilIds]),
  );
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return `${days}-${(hash >>> 0).toString(36)}`;
}
