/** Something that keeps the demo from starting, in one sentence that says what to do. */
export class DemoProblem extends Error {}
