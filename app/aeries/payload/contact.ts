import { address, addressOf, type PostalAddress } from "./address.ts";
import { flag, id, schoolCode, textOrNull, Unreadable, whole, yes } from "./field.ts";
import { rowSchema } from "./rows.ts";

/** A person to write to or call about a pupil. The row is (pupilId, sequenceNumber). */
export type Contact = {
  pupilId: number;
  schoolCode: number;
  sequenceNumber: number;
  /** Lower is asked first. */
  order: number;
  name: string;
  relationshipCode: string | null;
  phone: string | null;
  phoneKind: "cell" | "home" | "work" | null;
  email: string | null;
  language: string | null;
  educationalRights: boolean;
  attendanceNotification: boolean;
  /** Someone the school must look up in Aeries before it calls or writes. */
  redFlag: boolean;
  mailingAddress: PostalAddress | null;
};

/** Postgres `smallint` ends here; no pupil has so many. */
const greatestSequence = 32_767;

export const contactRow = rowSchema({
  keys: ["StudentID", "SequenceNumber"],
  legacy: { PermanentID: "StudentID", CorrespondanceLanguageCode: "CorrespondenceLanguageCode" },
  fields: {
    StudentID: id,
    SchoolCode: schoolCode,
    SequenceNumber: whole(1, greatestSequence),
    ContactOrder: whole(0, 9999).nullish().catch(null),
    MailingName: textOrNull,
    FirstName: textOrNull,
    LastName: textOrNull,
    RelationshipToStudentCode: textOrNull,
    CellPhone: textOrNull,
    HomePhone: textOrNull,
    WorkPhone: textOrNull,
    EmailAddress: textOrNull,
    CorrespondenceLanguageCode: textOrNull,
    EducationalRightsHolder: yes,
    AttendanceNotification: yes,
    RedFlag: flag,
    ...address(""),
  },
  build: (row): Contact | Unreadable => {
    const name = row.MailingName ?? [row.FirstName, row.LastName].filter(Boolean).join(" ");
    if (name === "") return new Unreadable("has no name");
    const phones = [
      ["cell", row.CellPhone],
      ["home", row.HomePhone],
      ["work", row.WorkPhone],
    ] as const;
    const [phoneKind, phone] = phones.find(([, number]) => number !== null) ?? [null, null];
    return {
      pupilId: row.StudentID,
      schoolCode: row.SchoolCode,
      sequenceNumber: row.SequenceNumber,
      order: row.ContactOrder ?? row.SequenceNumber,
      name,
      relationshipCode: row.RelationshipToStudentCode,
      phone,
      phoneKind,
      email: row.EmailAddress,
      language: row.CorrespondenceLanguageCode,
      educationalRights: row.EducationalRightsHolder,
      attendanceNotification: row.AttendanceNotification,
      redFlag: row.RedFlag,
      mailingAddress: addressOf("", row),
    };
  },
});
