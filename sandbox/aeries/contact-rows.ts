import type { Student } from "#sandbox/district/model.ts";
import { blanks, numbered } from "./stamp.ts";

const blank = blanks(
  `NamePrefix MiddleName NameSuffix AddressZipExt AddressTypeCode WorkPhoneExt Pager AccessToPortal PrimaryContact1Field PrimaryContact2Field PrimaryContact1Description PrimaryContact2Description MailTagCode MiscCode ${numbered("AdditionalCommunicationTypeCode", 4)} ${numbered("AdditionalCommunicationDetail", 4)} AdministrativeLockCode EnrolledTheStudentIndicator Occupation EmployerName EmployerLocation TuberculosisTestStatusCode FingerprintStatusCode MilitaryBranchCode MilitaryRankCode MilitaryStatusCode MilitarySupervisorName MilitarySupervisorPhone ${numbered("MilitaryUserFieldCode", 5)} ${numbered("UserCode", 8)} Comments`,
);

/** The adults of a pupil at one of the pupil's schools. */
export function contactRows(student: Student) {
  const { child, school } = student;
  const { family } = child;
  return family.adults.map((adult) => ({
    ...blank,
    StudentID: child.studentId,
    SchoolCode: school,
    SequenceNumber: adult.sequence,
    ContactOrder: adult.sequence,
    MailingName: `${adult.first} ${adult.last}`,
    FirstName: adult.first,
    LastName: adult.last,
    Address: family.address,
    AddressCity: "Sierra Vista",
    AddressState: "CA",
    AddressZipCode: family.zip,
    RelationshipToStudentCode: adult.relationship,
    LivesWithStudentIndicator: adult.livesWith ? "Y" : "",
    EducationalRightsHolder: adult.sequence <= 2 ? "Y" : "",
    AttendanceNotification: adult.notified ? "Y" : "",
    PrimaryContact: adult.sequence === 1 ? "Y" : "",
    EmailAddress: adult.email,
    CellPhone: adult.cellPhone,
    HomePhone: adult.livesWith ? family.phone : "",
    WorkPhone: adult.workPhone,
    CorrespondenceLanguageCode: adult.language,
    NotificationPreferenceCode: "1",
    RedFlag: false,
    PortalAccountID: 0,
    Birthdate: null,
    TuberculosisTestExpirationDate: null,
    FingerprintDate: null,
    AddressVerificationDate: null,
    RecordAddedDate: null,
  }));
}
