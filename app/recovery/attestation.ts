/** What the teacher signs (AR-SES-3). */
export const attestationStatement =
  "I supervised this session, and the times in and out recorded here are the time each pupil took part in instruction.";
