export type Problem = { title: string; happened: string; next: string };

const problems: Readonly<Record<number, Problem>> = {
  400: {
    title: "We could not read that",
    happened: "Something in what was sent is missing or is not in a form we know.",
    next: "Go back, check the page, and send it again.",
  },
  403: {
    title: "This is not open to you",
    happened: "Your account does not have access to this page or to this school.",
    next: "If your work needs it, ask the person who manages accounts at your school.",
  },
  404: {
    title: "There is nothing at this address",
    happened: "The page was moved, was removed, or its address was typed differently.",
    next: "Check the address, or start again from the first page.",
  },
  409: {
    title: "Someone else changed this first",
    happened: "What you sent was made from an older version. Nothing of theirs was overwritten.",
    next: "Go back, reload the page to see their change, and make yours again if it is still needed.",
  },
  413: {
    title: "That is too large",
    happened: "What was sent is larger than we accept. Nothing was saved.",
    next: "Send a smaller file, or split it into parts.",
  },
  429: {
    title: "Too many tries",
    happened: "There were more requests from here than we allow in a short time.",
    next: "Wait a minute, then try again.",
  },
  500: {
    title: "Something went wrong here",
    happened: "The fault is ours. It has been recorded, and what you sent may not have been saved.",
    next: "Go back and try again. If it happens twice, tell your district's help desk the time it happened.",
  },
  503: {
    title: "We are down for a short while",
    happened: "The service is being updated or is very busy. What was saved before is safe.",
    next: "Try again in a few minutes. Until then, take attendance on paper.",
  },
};

/** Plain words for an HTTP status: what happened and what to do. A status without words of its own gets those of 404 or 500. */
export function problemOf(status: number): Problem {
  return problems[status] ?? problems[status >= 400 && status < 500 ? 404 : 500]!;
}
