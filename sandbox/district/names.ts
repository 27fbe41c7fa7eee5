import type { Chance } from "./chance.ts";

interface Names {
  /** Share of the district's families. */
  weight: number;
  /** Home language code of families that speak it, and the share that do; the rest speak English at home. */
  language: string;
  speaking: number;
  girls: string[];
  boys: string[];
  surnames: string[];
}

const words = (text: string) => text.split(" ").map((word) => word.replaceAll("_", " "));

/** Aeries home language codes follow the state's list: 00 English, 01 Spanish, 02 Vietnamese and so on. */
const languages: Record<string, Names> = {
  spanish: {
    weight: 42,
    language: "01",
    speaking: 0.74,
    girls: words("María_José Sofía Ximena Guadalupe Camila Valentina Itzel Lucía Renata Daniela Belén Inés"),
    boys: words("José_Luis Mateo Ángel Jesús Santiago Diego Íker Joaquín Emiliano Andrés Víctor Raúl"),
    surnames: words(
      "García Hernández Martínez López González Rodríguez Pérez Sánchez Ramírez Cruz Flores Gómez Muñoz Núñez Peña Ibáñez Vázquez de_la_Cruz De_León Ávila Ordóñez Zúñiga Güereña",
    ),
  },
  english: {
    weight: 26,
    language: "00",
    speaking: 1,
    girls: words("Emma Olivia Grace Chloe Zoë Ruby Anne-Marie Hazel Nora Imani Aaliyah D'Asia"),
    boys: words("Liam Noah Jack Owen Caleb Miles De'Andre Jean-Luc Wyatt Malik Ty Theo"),
    surnames: words(
      "Smith Johnson O'Brien O'Neill Washington Jackson McAllister Smith-Jones Baker Thompson St._James Van_Dyke Walker Young D'Angelo Brontë Harris Ng-Taylor",
    ),
  },
  vietnamese: {
    weight: 8,
    language: "02",
    speaking: 0.7,
    girls: words("Linh Thảo Ngọc Hương Mỹ_Duyên Trâm Anh_Thư Phương"),
    boys: words("Minh Đức Huy Quốc_Bảo Tuấn Khôi Dũng Phúc"),
    surnames: words("Nguyễn Trần Lê Phạm Huỳnh Võ Đặng Bùi Đỗ Hồ"),
  },
  hmong: {
    weight: 6,
    language: "23",
    speaking: 0.6,
    girls: words("Mai_See Pa_Nhia Kalia Gao_Nou Sheng Nkauj Paj"),
    boys: words("Tou Pheng Xeng Chue Kong_Meng Nhia Fue"),
    surnames: words("Vang Xiong Yang Lor Thao Moua Her Cha"),
  },
  tagalog: {
    weight: 5,
    language: "05",
    speaking: 0.5,
    girls: words("Maria_Luz Tala Angelica Bea Ligaya Jasmine"),
    boys: words("Jose_Miguel Paolo Enzo Bayani Gabriel Rafael"),
    surnames: words("Santos Reyes dela_Cruz Bautista Ocampo Villanueva Macaraeg"),
  },
  armenian: {
    weight: 4,
    language: "12",
    speaking: 0.6,
    girls: words("Ani Nare Lusine Mariam Arpi"),
    boys: words("Davit Tigran Hayk Gor Narek"),
    surnames: words("Petrosyan Hakobyan Ter-Grigoryan Sargsyan Khachatryan"),
  },
  punjabi: {
    weight: 4,
    language: "28",
    speaking: 0.7,
    girls: words("Harpreet Simran Jasleen Gurleen Navneet"),
    boys: words("Gurpreet Arjan Manveer Jaskaran Fateh"),
    surnames: words("Singh Kaur Sandhu Gill Dhaliwal Brar"),
  },
  arabic: {
    weight: 3,
    language: "11",
    speaking: 0.7,
    girls: words("Fatima Maryam Noor Layla Salma"),
    boys: words("Omar Yusuf Ali Karim Ibrahim"),
    surnames: words("Al-Masri Haddad El-Sayed Mansour Abu_Bakr Saleh"),
  },
  chinese: {
    weight: 2,
    language: "07",
    speaking: 0.7,
    girls: words("Mei Xiù_Yīng Jiā Lì_Nà Xuě"),
    boys: words("Wěi Jùn Hào_Rán Lǐ Zé"),
    surnames: words("Chen Wáng Lǚ Zhāng Liú Ouyang"),
  },
};

const weights = Object.entries(languages).map(([origin, names]) => [origin, names.weight] as const);

/** Draws a family's origin, surname and home language. One Spanish-speaking family in three has two surnames. */
export function drawFamilyName(draw: Chance): { origin: string; surname: string; homeLanguage: string } {
  const origin = draw.weighted(weights);
  const names = languages[origin]!;
  const homeLanguage = draw.happens(names.speaking) ? names.language : "00";
  const one = draw.pick(names.surnames);
  const two = draw.pick(names.surnames);
  const doubled = origin === "spanish" && one !== two && draw.happens(0.34);
  return { origin, homeLanguage, surname: doubled ? `${one} ${two}` : one };
}

/** Draws a given name; origins mix a little, as they do in any classroom. */
export function drawGivenName(draw: Chance, origin: string, gender: string): string {
  const from = languages[draw.happens(0.15) ? draw.weighted(weights) : origin]!;
  return draw.pick(gender === "F" || (gender === "X" && draw.happens(0.5)) ? from.girls : from.boys);
}

/** Plain letters of a name for an address of mail: no diacritics, spaces or punctuation. */
export function mailName(name: string): string {
  return name
    .replaceAll("đ", "d")
    .replaceAll("Đ", "D")
    .normalize("NFD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
}
