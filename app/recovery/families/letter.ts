import { gradeFromAeries } from "#app/people/grade.ts";
import { inLanguage, type Language, languages } from "../words/languages.ts";
import type { ToldSession, Words } from "../words/words.ts";

export type MessageKind = "invitation" | "reminder" | "place" | "cancellation";

/**
 * One child and one session that a message is about. `child` is a first name, no more; `holdsPlace` tells a reminder of
 * a place from one that asks for an answer.
 */
export type Matter = {
  pupilId: number;
  sessionId: number;
  child: string;
  session: ToldSession;
  holdsPlace: boolean;
};

/** What a family is written about, in one message. `answerUrl` null where there is nothing to answer. */
export type Occasion = {
  kind: MessageKind;
  school: string;
  matters: readonly Matter[];
  answerUrl: string | null;
};

/** A letter in one language, before it is drawn as e-mail or on paper. */
export type Letter = {
  words: Words;
  title: string;
  greeting: string;
  paragraphs: readonly string[];
  /** Each session with its facts, and for whom where that differs. */
  sessions: readonly { facts: readonly { label: string; value: string }[] }[];
  /** What makes the choice free; empty where there is nothing to choose. */
  choice: readonly string[];
  ask: string | null;
  /** What there is to answer, one line a child and session. */
  answers: readonly { pupilId: number; child: string; what: string }[];
  school: string;
};

/** A session in the words of a family. */
export function toldFacts(words: Words, session: ToldSession): { label: string; value: string }[] {
  const { facts } = words;
  return [
    { label: facts.day, value: words.day(session.date) },
    { label: facts.time, value: words.span(words.time(session.startsAt), words.time(session.endsAt)) },
    { label: facts.place, value: inLanguage(words, session.room) },
    { label: facts.subject, value: inLanguage(words, session.subject) },
    { label: facts.grades, value: gradesIn(words, session) },
  ];
}

function gradesIn(words: Words, { lowGrade, highGrade }: ToldSession): string {
  const [low, high] = [gradeFromAeries(lowGrade), gradeFromAeries(highGrade)];
  if (low === null || high === null) return "";
  return low === high ? words.grade(low) : words.span(words.grade(low), words.grade(high));
}

const childrenOf = (matters: readonly Matter[]) => [
  ...new Map(matters.map(({ pupilId, child }) => [pupilId, child])).values(),
];
const sessionsOf = (matters: readonly Matter[]) => [
  ...Map.groupBy(matters, ({ sessionId }) => sessionId).values(),
];

/** The letter in one language. Wording is voluntary throughout (EC 46211; AR-PUP-3, AR-ELO-2). */
export function letterIn(language: Language, { kind, school, matters }: Occasion): Letter {
  const words: Words = languages[language];
  const { message } = words;
  const children = childrenOf(matters);
  const sessions = sessionsOf(matters);
  const asking = matters.filter(({ holdsPlace }) => !holdsPlace);
  const told = (about: readonly Matter[]) => ({
    names: words.list(childrenOf(about)),
    several: childrenOf(about).length > 1,
    sessions: sessionsOf(about).length,
  });
  const parts =
    kind === "reminder"
      ? [
          { said: message.reminder, about: matters.filter(({ holdsPlace }) => holdsPlace) },
          { said: message.unanswered, about: asking },
        ].filter(({ about }) => about.length > 0)
      : [{ said: message[kind], about: matters }];
  const title =
    kind === "invitation" && sessions.length > 1
      ? message.invitation.titleOfSeveral
      : parts[0]!.said.title(words.day(matters[0]!.session.date));
  const asks = kind === "invitation" || (kind === "reminder" && asking.length > 0);
  return {
    words,
    title,
    greeting: message.greeting(words.list(children)),
    paragraphs: parts.flatMap(({ said, about }) => said.opening(told(about), school)),
    sessions: sessions.map((about) => ({
      facts: [
        ...(children.length > 1 && sessions.length > 1
          ? [{ label: words.facts.who, value: words.list(childrenOf(about)) }]
          : []),
        ...toldFacts(words, about[0]!.session),
      ],
    })),
    choice: kind === "cancellation" ? [] : message.choice,
    ask: kind === "cancellation" ? null : asks ? message.ask : message.cannotCome,
    answers: matters.map(({ pupilId, child, session }) => {
      const [on, at] = toldFacts(words, session);
      return { pupilId, child, what: `${on?.value}, ${at?.value}` };
    }),
    school,
  };
}
