/** First half of the advisory lock that a run of a school holds; the second is the school. */
export const schoolLock = 460_461;
