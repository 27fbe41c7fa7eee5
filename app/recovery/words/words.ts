import type { MinuteOfDay } from "#app/calendar/bell.ts";
import type { Grade } from "#app/people/grade.ts";

/** What a message tells about a session. `subject` and `room` are as staff typed them. */
export type ToldSession = {
  date: Temporal.PlainDate;
  startsAt: MinuteOfDay;
  endsAt: MinuteOfDay;
  subject: string;
  room: string;
  lowGrade: number;
  highGrade: number;
};

/** Who a message is about: first names in a list, whether they are several children, and how many sessions. */
export type ToldChildren = { names: string; several: boolean; sessions: number };

/** One kind of message: its title and its paragraphs before the facts. Only an invitation tells of several sessions. */
type MessageWords = {
  title: (day: string) => string;
  opening: (children: ToldChildren, school: string) => readonly string[];
};

/**
 * Everything that families read about recovery, in one language. Another language is a file with the same keys, and
 * its line in `languages.ts`: a key left out does not compile.
 */
export type Words = {
  /** As `lang` says it, and as its speakers call it. */
  code: string;
  name: string;
  day: (date: Temporal.PlainDate) => string;
  time: (minute: MinuteOfDay) => string;
  span: (from: string, to: string) => string;
  /** "Ana, Ben and Cai". */
  list: (names: readonly string[]) => string;
  grade: (grade: Grade) => string;
  days: (count: number) => string;
  minutes: (count: number) => string;
  /** Subjects and rooms that staff type most, in small letters; others are shown as typed. */
  typed: Readonly<Record<string, string>>;
  skip: string;
  facts: { who: string; day: string; time: string; place: string; subject: string; grades: string };
  message: {
    greeting: (names: string) => string;
    invitation: MessageWords & { titleOfSeveral: string };
    reminder: MessageWords;
    /** A reminder to a family that was invited and has not answered. */
    unanswered: MessageWords;
    place: MessageWords;
    cancellation: MessageWords;
    choiceTitle: string;
    /** Voluntary, free, in person, no change of the record, no consequence, other programs stay open. */
    choice: readonly string[];
    ask: string;
    askLink: string;
    askPaper: string;
    cannotCome: string;
    closing: string;
    /** Under every e-mail: who writes, and that the link is this family's alone. */
    foot: (school: string) => string;
  };
  slip: {
    title: string;
    yes: (child: string) => string;
    no: (child: string) => string;
    /** Over boxes to tick, where there are several. */
    yesWord: string;
    noWord: string;
    name: string;
    signature: string;
    date: string;
    code: string;
  };
  answer: {
    title: string;
    about: (initials: string) => string;
    question: string;
    /** Where one letter asks for several answers: leave open what is not decided yet. */
    each: string;
    yes: string;
    no: string;
    send: string;
    missing: string;
    missingTitle: string;
    saidYesBooked: string;
    saidYesWaiting: string;
    saidYesNoPlace: string;
    saidNo: string;
    change: string;
    begun: string;
    cancelled: string;
    unknownTitle: string;
    unknown: string;
  };
  summary: {
    name: string;
    title: (child: string, year: string) => string;
    lead: string;
    otherLanguage: string;
    toPrint: string;
    attended: string;
    /** Of the time attended: what waits until a person has looked at its session, and what a person kept out. */
    checked: (minutes: string) => string;
    leftOut: (minutes: string) => string;
    nowChecked: string;
    nowLeftOut: string;
    credited: string;
    creditedHint: string;
    earned: string;
    used: string;
    usedOfMost: (days: string, most: number) => string;
    kept: string;
    keptUntil: (days: string, minutes: string) => string;
    possible: string;
    sessionsTitle: string;
    noSessions: string;
    usedTitle: string;
    noneUsed: string;
    usedFor: (earned: string, missed: string) => string;
    comingTitle: string;
    noneComing: string;
    booked: string;
    waiting: string;
    invited: string;
    recordNote: string;
  };
};
