import { noSuchCall } from "#app/access/api-problem.ts";

/** Every address under /api that nothing else answers. */
export const loader = () => noSuchCall();

export const action = () => noSuchCall();
