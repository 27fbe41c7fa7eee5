import type { AeriesResult } from "./failure.ts";
import type { Parsed } from "./payload/rows.ts";
import type { Student } from "./payload/student.ts";
import type { Rows } from "./reader.server.ts";

/** Records of some pupils at one school; `missing` are those that have none there. */
export type FoundPupils = Parsed<Student> & { missing: number[] };

/**
 * Reads pupils one by one, `atOnce` at a time: a call's deadline runs while it stands in line. Some versions of
 * Aeries ignore the school when asked for a pupil: records of other schools are left out. The first failure ends it.
 */
export async function readPupils(
  schoolCode: number,
  pupilIds: readonly number[],
  atOnce: number,
  readPupil: (pupilId: number) => Promise<AeriesResult<Rows<Student>>>,
): Promise<AeriesResult<FoundPupils>> {
  const found: FoundPupils = { good: [], bad: [], missing: [] };
  for (let at = 0; at < pupilIds.length; at += atOnce) {
    const some = pupilIds.slice(at, at + atOnce);
    const answers = await Promise.all(
      some.map(async (pupilId) => ({ pupilId, answer: await readPupil(pupilId) })),
    );
    for (const { pupilId, answer } of answers) {
      if (!answer.ok) return answer;
      const here = answer.value.good.filter((row) => row.schoolCode === schoolCode);
      found.good.push(...here);
      found.bad.push(...answer.value.bad);
      if (here.length + answer.value.bad.length === 0) found.missing.push(pupilId);
    }
  }
  return { ok: true, value: found };
}
