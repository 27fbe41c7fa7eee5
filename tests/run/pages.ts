import { buildPages } from "#sandbox/demo/build.ts";

/** The build that the steps after it share: made once a run, and not at all where its sources are built already. */
console.log((await buildPages()) ? "The pages are built." : "The pages of these sources were built before.");
