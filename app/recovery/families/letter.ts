import { gradeFromAeries } from "#app/people/grade.ts";
import { inLanguage, type Language, languages } from "../words/languages.ts";
import type { ToldSession, Words } from "../words/words.ts";

export type MessageKind = "invitation" | "reminder" | "place" | "cancellation";

/**
 * What a family is written about. `child` is a first name, no more; `holdsPlace` tells a reminder of a place from one
 * that asks for an answer. `answerUrl` null where there is nothing to answer.
 */
export type Occasion = {
  kind: MessageKind;
  child: string;
  school: string;
  session: ToldSession;
  holdsPlace: boolean;
  answerUrl: string | null;
};

/** A letter in one language, before it is drawn as e-mail or on paper. */
export type Letter = {
  words: Words;
  title: string;
  greeting: string;
  paragraphs: readonly string[];
  facts: readonly { label: string; value: string }[];
  /** What makes the choice free; empty where there is nothing to choose. */
  choice: readonly string[];
  ask: string | null;
  school: string;
};

/** A session in the words of a family. */
export function toldFacts(words: Words, session: ToldSession): Letter["facts"] {
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

/** The letter in one language. Wording is voluntary throughout (EC 46211; AR-PUP-3, AR-ELO-2). */
export function letterIn(language: Language, occasion: Occasion): Letter {
  const words: Words = languages[language];
  const { message } = words;
  const { kind, child, school, session, holdsPlace } = occasion;
  const said = kind === "reminder" && !holdsPlace ? message.unanswered : message[kind];
  const asks = kind === "invitation" || (kind === "reminder" && !holdsPlace);
  return {
    words,
    title: said.title(words.day(session.date)),
    greeting: message.greeting(child),
    paragraphs: said.opening(child, school),
    facts: toldFacts(words, session),
    choice: kind === "cancellation" ? [] : message.choice,
    ask: kind === "cancellation" ? null : asks ? message.ask : message.cannotCome,
    school,
  };
}
