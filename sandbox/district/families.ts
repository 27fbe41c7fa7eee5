import { type Chance, chance } from "./chance.ts";
import { drawFamilyName, drawGivenName, mailName } from "./names.ts";
import type { Adult, Child, Family, Moment } from "./person.ts";
import { elementarySchools } from "./schools.ts";

const familiesPerYear = 218;
const childrenPerFamily = 4;
const oldestAnchor = 1900;
const streets = ["Cottonwood Ln", "Olive Ave", "Cesar Chavez Blvd", "W. 3rd St.", "Alder Ct", "Mission Rd"];

/**
 * Families whose oldest child reaches TK age in one school year, with their children. The draws do not depend on
 * the school year being generated, so a pupil keeps name, family, habits and StudentID from year to year.
 */
export function familiesOf(seed: number, anchorYear: number): Child[] {
  const children: Child[] = [];
  for (let index = 0; index < familiesPerYear; index++) {
    const key = (anchorYear - oldestAnchor) * familiesPerYear + index;
    const draw = chance(seed, 101, key);
    const family = drawFamily(draw, key, anchorYear);
    const size = draw.weighted([
      [1, 44],
      [2, 36],
      [3, 15],
      [4, 5],
    ]);
    let cohort = anchorYear;
    for (let order = 0; order < size; order++) {
      if (order > 0)
        cohort += draw.weighted([
          [0, 3],
          [1, 15],
          [2, 40],
          [3, 27],
          [4, 15],
        ]);
      children.push(drawChild(draw, family, key * childrenPerFamily + order, cohort));
    }
  }
  return children;
}

function drawFamily(draw: Chance, key: number, anchorYear: number): Family {
  const { origin, surname, homeLanguage } = drawFamilyName(draw);
  const area = draw.pick(elementarySchools);
  const correspondenceLanguage = homeLanguage !== "00" && draw.happens(0.9) ? homeLanguage : "00";
  const move = draw.happens(0.12)
    ? {
        year: anchorYear + draw.between(1, 8),
        share: draw.next(),
        to: draw.pick(elementarySchools.filter((code) => code !== area)),
      }
    : null;
  const family: Family = {
    key,
    origin,
    homeLanguage,
    correspondenceLanguage,
    surname,
    address: `${draw.between(100, 9899)} ${draw.pick(streets)}`,
    zip: draw.pick(["93699", "93698"]),
    phone: phone(draw),
    adults: [],
    area,
    move,
  };
  family.adults = drawAdults(draw, family);
  return family;
}

const phone = (draw: Chance) => `559555${String(draw.between(0, 9999)).padStart(4, "0")}`;

function drawAdults(draw: Chance, family: Family): Adult[] {
  const [one = "", two] =
    family.surname.split(" ").length === 2 ? family.surname.split(" ") : [family.surname];
  const people: [string, string, string][] = [
    ["10", "F", two ?? one],
    ["11", "M", one],
  ];
  const present = draw.happens(0.3) ? [draw.pick(people)] : people;
  if (draw.happens(0.18)) present.push([draw.pick(["15", "20"]), draw.pick(["F", "M"]), one]);
  return present.map(([relationship, gender, last], index) => {
    const first = drawGivenName(draw, family.origin, gender);
    return {
      sequence: index + 1,
      first,
      last,
      relationship,
      language: draw.happens(0.95) ? family.correspondenceLanguage : "00",
      email: draw.happens(0.8) ? `${mailName(first)}.${mailName(last)}${family.key}@example.com` : "",
      cellPhone: draw.happens(0.9) ? phone(draw) : "",
      workPhone: draw.happens(0.3) ? phone(draw) : "",
      livesWith: index === 0 || draw.happens(0.8),
      notified: index === 0 || draw.happens(0.6),
    };
  });
}

function drawChild(draw: Chance, family: Family, place: number, cohort: number): Child {
  const gender = draw.weighted([
    ["F", 49],
    ["M", 50.5],
    ["X", 0.5],
  ]);
  const start = draw.happens(0.62) ? cohort : cohort + 1;
  const arrives: Moment = draw.happens(0.3)
    ? { year: cohort + draw.between(2, 12), share: draw.happens(0.6) ? draw.next() : 0 }
    : { year: start, share: draw.happens(0.03) ? draw.next() * 0.3 : 0 };
  const leavesAt = arrives.year + draw.between(0, 12);
  const leaves: Moment | null = draw.happens(0.3)
    ? { year: leavesAt, share: draw.happens(0.7) ? draw.next() : 0 }
    : null;
  return {
    studentId: 10_000 + place,
    stateId: String(1_000_000_000 + place * 7_919),
    family,
    first: drawGivenName(draw, family.origin, gender),
    middle: draw.happens(0.5) ? drawGivenName(draw, family.origin, gender) : "",
    last: family.surname,
    gender,
    birthdate: Temporal.PlainDate.from({ year: cohort - 5, month: 9, day: 2 }).add({
      days: draw.between(0, 364),
    }),
    cohort,
    arrives,
    leaves,
    absenceRate: drawAbsenceRate(draw),
    tardyRate: 0.004 + 0.045 * draw.next() ** 2,
  };
}

/** Most pupils miss a few days; one in seven misses far more, so that a fifth reach a tenth of the year. */
function drawAbsenceRate(draw: Chance): number {
  const spread = -Math.log(1 - draw.next()) - Math.log(1 - draw.next());
  return Math.min(0.6, (draw.happens(0.15) ? 0.0715 : 0.0277) * spread);
}
