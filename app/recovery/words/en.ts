import { displayTime } from "#app/calendar/bell.ts";
import type { ToldChildren, Words } from "./words.ts";

const count = (of: number, one: string, many: string) => `${of} ${of === 1 ? one : many}`;
const verb = ({ several }: ToldChildren, one: string, many: string) => (several ? many : one);
const sessions = ({ sessions }: ToldChildren, one: string, many: string) => (sessions > 1 ? many : one);

export const en: Words = {
  code: "en",
  name: "English",
  day: (date) =>
    date.toLocaleString("en-US", { weekday: "long", month: "long", day: "numeric", year: "numeric" }),
  time: displayTime,
  span: (from, to) => `${from} to ${to}`,
  list: (names) =>
    names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`,
  grade: (grade) =>
    grade === "TK" ? "transitional kindergarten (TK)" : grade === "K" ? "kindergarten" : `grade ${grade}`,
  days: (days) => count(days, "day", "days"),
  minutes: (minutes) => count(minutes, "minute", "minutes"),
  typed: {},
  skip: "Skip to the page",
  facts: { who: "For", day: "Day", time: "Time", place: "Place", subject: "Subject", grades: "Grades" },
  message: {
    greeting: (names) => `Dear family of ${names},`,
    invitation: {
      titleOfSeveral: "Invitation to attendance recovery sessions",
      title: (day) => `Invitation to attendance recovery on ${day}`,
      opening: (told, school) => [
        `${school} invites ${told.names} to ${sessions(told, "an attendance recovery session. In this session", "attendance recovery sessions. In these sessions")}, a certificated teacher teaches what children of this grade learn in class. ${sessions(told, "Time in it can make up for a school day", "Time in them can make up for school days")} that ${told.names} missed.`,
      ],
    },
    reminder: {
      title: (day) => `Reminder: attendance recovery on ${day}`,
      opening: (told, school) => [
        `You said yes, and ${told.names} ${verb(told, "has a place", "have places")} in this attendance recovery session at ${school}. We look forward to seeing ${told.names}.`,
      ],
    },
    unanswered: {
      title: (day) => `Would you like a place? Attendance recovery on ${day}`,
      opening: (told, school) => [
        `${school} invited ${told.names} to an attendance recovery session, and we have no answer from you yet. If you would like ${told.names} to come, please tell us. If not, you do not need to do anything.`,
      ],
    },
    place: {
      title: (day) => `A place has become free: attendance recovery on ${day}`,
      opening: (told, school) => [
        `${told.names} ${verb(told, "was", "were")} on the waiting list for this attendance recovery session at ${school}. ${verb(told, "A place has become free, and it is", "Places have become free, and they are")} now held for ${told.names}.`,
      ],
    },
    cancellation: {
      title: (day) => `Cancelled: attendance recovery on ${day}`,
      opening: (told, school) => [
        `The attendance recovery session at ${school} for which ${told.names} ${verb(told, "was", "were")} signed up will not take place. We are sorry. Please do not bring ${told.names} to school for it.`,
        "You do not need to do anything. If there is another session, we will write to you.",
      ],
    },
    choiceTitle: "It is your choice",
    choice: [
      "Taking part is voluntary and free.",
      "The session is in person, at school.",
      "It does not remove an absence from your child's record.",
      "There is no consequence for your child if you say no or do not answer.",
      "Your child can still take part in after-school and other expanded learning programs.",
    ],
    ask: "Please answer before the session begins.",
    askLink: "Answer yes or no",
    askPaper: "Scan the code, or type this address, or return the slip below to the school office:",
    cannotCome: "If plans have changed, please tell us, so that another child can have the place.",
    closing: "Thank you,",
    foot: (school) =>
      `${school} writes to you because you are a contact of a student at the school. The link is for your family: please do not pass it on.`,
  },
  slip: {
    title: "Answer to the school",
    yes: (child) => `Yes, ${child} will take part.`,
    no: (child) => `No, ${child} will not take part.`,
    yesWord: "Yes",
    noWord: "No",
    name: "Your name",
    signature: "Signature",
    date: "Date",
    code: "Code to the answer page",
  },
  answer: {
    title: "Attendance recovery: your answer",
    about: (initials) => `For your child ${initials}`,
    each: "You can answer for some now and for the others later.",
    question: "Would you like your child to take part?",
    yes: "Yes, my child will take part",
    no: "No, my child will not take part",
    send: "Send the answer",
    missing: "Choose yes or no.",
    missingTitle: "Not sent yet. Please fix this and send it again",
    saidYesBooked: "You answered yes. Your child has a place.",
    saidYesWaiting:
      "You answered yes. All places are taken just now, so your child is on the waiting list. We will write to you if a place becomes free.",
    saidYesNoPlace:
      "You answered yes. We cannot hold a place for your child in this session. The school office can tell you why.",
    saidNo: "You answered no. Your child will not take part. There is no consequence.",
    change: "You can change your answer until the session begins.",
    begun: "This session has begun, so answers are closed. Please call the school office.",
    cancelled: "This session was cancelled. You do not need to do anything.",
    unknownTitle: "This address is not known",
    unknown: "Please check that you have the whole address, or call the school office.",
  },
  summary: {
    name: "Attendance recovery",
    title: (child, year) => `${child}: attendance recovery in ${year}`,
    lead: "Attendance recovery is time with a teacher outside the school day that can make up for missed school days. Taking part is voluntary and free.",
    otherLanguage: "In English",
    toPrint: "As a PDF to print",
    attended: "Time attended",
    checked: (minutes) =>
      `The school is still checking ${minutes} of it. That time counts once the check is done, if all was in order.`,
    leftOut: (minutes) =>
      `${minutes} of it cannot count, because the session did not meet the rules of the state. Your child did nothing wrong.`,
    nowChecked: "being checked",
    nowLeftOut: "cannot count",
    credited: "Time that counts",
    creditedHint: "Counted by the rules of the state.",
    earned: "Days earned",
    used: "Days used",
    usedOfMost: (days, most) => `${days}, of at most ${most} in a school year`,
    kept: "Kept for later",
    keptUntil: (days, minutes) => `${days} and ${minutes}. What is kept ends on June 30.`,
    possible: "Can still be made up",
    sessionsTitle: "Sessions attended",
    noSessions: "None yet.",
    usedTitle: "Missed days that were made up",
    noneUsed: "None yet.",
    usedFor: (earned, missed) => `The day earned on ${earned} makes up for ${missed}.`,
    comingTitle: "Sessions to come",
    noneComing: "None at the moment.",
    booked: "has a place",
    waiting: "on the waiting list",
    invited: "invited; waiting for your answer",
    recordNote:
      "The missed days stay on the attendance record. Nobody has to take part, and there is no consequence for not taking part.",
  },
};
