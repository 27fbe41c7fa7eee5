import type { ToldChildren, Words } from "./words.ts";

const count = (of: number, one: string, many: string) => `${of} ${of === 1 ? one : many}`;

const verb = ({ several }: ToldChildren, one: string, many: string) => (several ? many : one);
const sessions = ({ sessions }: ToldChildren, one: string, many: string) => (sessions > 1 ? many : one);

/** "Ana, Luis y Sofía", "Ana e Isabel": before the sound of i, "y" becomes "e". */
function list(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  const and = /^(i|hi(?![aeo])|y(?![aeiou]))/i.test(last) ? "e" : "y";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${and} ${last}`;
}

/** "8:30 a. m.", with spaces that keep it on one line. */
function time(minute: number): string {
  const hours = Math.floor(minute / 60) % 24;
  const half = hours < 12 ? "a.\u00a0m." : "p.\u00a0m.";
  return `${hours % 12 || 12}:${String(minute % 60).padStart(2, "0")}\u00a0${half}`;
}

export const es: Words = {
  code: "es",
  name: "Español",
  day: (date) =>
    date.toLocaleString("es-US", { weekday: "long", month: "long", day: "numeric", year: "numeric" }),
  time,
  span: (from, to) => `de ${from} a ${to}`,
  list,
  grade: (grade) =>
    grade === "TK" ? "kínder de transición (TK)" : grade === "K" ? "kínder" : `${grade}.º grado`,
  days: (days) => count(days, "día", "días"),
  minutes: (minutes) => count(minutes, "minuto", "minutos"),
  typed: {
    math: "Matemáticas",
    mathematics: "Matemáticas",
    algebra: "Álgebra",
    geometry: "Geometría",
    english: "Inglés",
    "english language arts": "Lengua y literatura en inglés",
    reading: "Lectura",
    writing: "Escritura",
    "reading and writing": "Lectura y escritura",
    science: "Ciencias",
    history: "Historia",
    "social studies": "Estudios sociales",
    spanish: "Español",
    art: "Arte",
    music: "Música",
    "study hall": "Estudio supervisado",
    homework: "Tareas",
    library: "Biblioteca",
    gym: "Gimnasio",
    cafeteria: "Cafetería",
    auditorium: "Auditorio",
    "computer lab": "Sala de computación",
    "multipurpose room": "Salón de usos múltiples",
  },
  skip: "Ir al contenido",
  facts: { who: "Para", day: "Día", time: "Horario", place: "Lugar", subject: "Materia", grades: "Grados" },
  message: {
    greeting: (names) => `Estimada familia de ${names}:`,
    invitation: {
      titleOfSeveral: "Invitación a sesiones de recuperación de asistencia",
      title: (day) => `Invitación a una sesión de recuperación de asistencia: ${day}`,
      opening: (told, school) => [
        `La escuela ${school} invita a ${told.names} a ${sessions(told, "una sesión de recuperación de asistencia. En esta sesión", "sesiones de recuperación de asistencia. En estas sesiones")}, personal docente certificado enseña lo que se aprende en clase en su grado. El tiempo que ${verb(told, "asista", "asistan")} puede compensar ${sessions(told, "un día de clases al que", "días de clases a los que")} ${told.names} ${verb(told, "faltó", "faltaron")}.`,
      ],
    },
    reminder: {
      title: (day) => `Recordatorio: sesión de recuperación de asistencia, ${day}`,
      opening: (told, school) => [
        `Usted respondió que sí, y ${told.names} ${verb(told, "tiene", "tienen")} un lugar en esta sesión de recuperación de asistencia en la escuela ${school}. Será un gusto recibir a ${told.names}.`,
      ],
    },
    unanswered: {
      title: (day) => `¿Desea un lugar? Sesión de recuperación de asistencia, ${day}`,
      opening: (told, school) => [
        `La escuela ${school} invitó a ${told.names} a una sesión de recuperación de asistencia y todavía no hemos recibido su respuesta. Si desea que ${told.names} ${verb(told, "asista", "asistan")}, le pedimos que nos avise. Si no lo desea, no tiene que hacer nada.`,
      ],
    },
    place: {
      title: (day) => `Se desocupó un lugar: sesión de recuperación de asistencia, ${day}`,
      opening: (told, school) => [
        `${told.names} ${verb(told, "estaba", "estaban")} en la lista de espera de esta sesión de recuperación de asistencia en la escuela ${school}. ${verb(told, "Se desocupó un lugar y ahora está reservado", "Se desocuparon lugares y ahora están reservados")} para ${told.names}.`,
      ],
    },
    cancellation: {
      title: (day) => `Cancelada: sesión de recuperación de asistencia, ${day}`,
      opening: (told, school) => [
        `La sesión de recuperación de asistencia en la escuela ${school} para la que ${told.names} ${verb(told, "tenía", "tenían")} inscripción no se llevará a cabo. Lo sentimos. Por favor, no traiga a ${told.names} a la escuela para esta sesión.`,
        "No tiene que hacer nada. Si hay otra sesión, le escribiremos.",
      ],
    },
    choiceTitle: "La decisión es suya",
    choice: [
      "Participar es voluntario y gratuito.",
      "La sesión es en persona, en la escuela.",
      "No borra ninguna ausencia del expediente de su hijo o hija.",
      "No hay ninguna consecuencia para su hijo o hija si usted dice que no o no responde.",
      "Su hijo o hija puede seguir participando en los programas después de clases y en otros programas de aprendizaje ampliado.",
    ],
    ask: "Por favor, responda antes de que empiece la sesión.",
    askLink: "Responder sí o no",
    askPaper:
      "Escanee el código, escriba esta dirección en su navegador o devuelva el talón de abajo a la oficina de la escuela:",
    cannotCome: "Si cambian sus planes, por favor avísenos para que otro estudiante pueda ocupar el lugar.",
    closing: "Gracias,",
    foot: (school) =>
      `La escuela ${school} le escribe porque usted figura como contacto de un estudiante de la escuela. El enlace es para su familia: por favor, no lo comparta.`,
  },
  slip: {
    title: "Respuesta a la escuela",
    yes: (child) => `Sí, ${child} participará.`,
    no: (child) => `No, ${child} no participará.`,
    yesWord: "Sí",
    noWord: "No",
    name: "Su nombre",
    signature: "Firma",
    date: "Fecha",
    code: "Código para abrir la página de respuesta",
  },
  answer: {
    title: "Recuperación de asistencia: su respuesta",
    about: (initials) => `Para su hijo o hija ${initials}`,
    each: "Puede responder ahora por algunas y más tarde por las demás.",
    question: "¿Desea que su hijo o hija participe?",
    yes: "Sí, mi hijo o hija participará",
    no: "No, mi hijo o hija no participará",
    send: "Enviar la respuesta",
    missing: "Elija sí o no.",
    missingTitle: "Aún no se ha enviado. Por favor, corrija lo siguiente y envíe de nuevo",
    saidYesBooked: "Usted respondió que sí. Su hijo o hija tiene un lugar.",
    saidYesWaiting:
      "Usted respondió que sí. Por ahora todos los lugares están ocupados, así que su hijo o hija está en la lista de espera. Le escribiremos si se desocupa un lugar.",
    saidYesNoPlace:
      "Usted respondió que sí. No podemos reservar un lugar para su hijo o hija en esta sesión. En la oficina de la escuela le pueden explicar por qué.",
    saidNo: "Usted respondió que no. Su hijo o hija no participará. No hay ninguna consecuencia.",
    change: "Puede cambiar su respuesta hasta que empiece la sesión.",
    begun: "La sesión ya empezó y no se reciben más respuestas. Por favor, llame a la oficina de la escuela.",
    cancelled: "Esta sesión se canceló. No tiene que hacer nada.",
    unknownTitle: "No encontramos esta dirección",
    unknown: "Por favor, revise que la dirección esté completa o llame a la oficina de la escuela.",
  },
  summary: {
    name: "Recuperación de asistencia",
    title: (child, year) => `${child}: recuperación de asistencia en ${year}`,
    lead: "La recuperación de asistencia es tiempo con un maestro o maestra fuera del horario escolar que puede compensar días de clases perdidos. Participar es voluntario y gratuito.",
    otherLanguage: "En español",
    toPrint: "Documento PDF para imprimir",
    attended: "Tiempo de asistencia",
    checked: (minutes) =>
      `La escuela todavía está revisando ${minutes} de ese tiempo. Contará cuando termine la revisión, si todo estuvo en orden.`,
    leftOut: (minutes) =>
      `${minutes} de ese tiempo no pueden contar, porque la sesión no cumplió las reglas del estado. Su hijo o hija no hizo nada mal.`,
    nowChecked: "en revisión",
    nowLeftOut: "no puede contar",
    credited: "Tiempo que cuenta",
    creditedHint: "Se cuenta según las reglas del estado.",
    earned: "Días ganados",
    used: "Días usados",
    usedOfMost: (days, most) => `${days}, de un máximo de ${most} por año escolar`,
    kept: "Guardado para después",
    keptUntil: (days, minutes) => `${days} y ${minutes}. Lo guardado vence el 30 de junio.`,
    possible: "Todavía se puede compensar",
    sessionsTitle: "Sesiones a las que asistió",
    noSessions: "Ninguna todavía.",
    usedTitle: "Días perdidos que se compensaron",
    noneUsed: "Ninguno todavía.",
    usedFor: (earned, missed) => `El día ganado el ${earned} compensa el ${missed}.`,
    comingTitle: "Próximas sesiones",
    noneComing: "Ninguna por el momento.",
    booked: "tiene un lugar",
    waiting: "en la lista de espera",
    invited: "con invitación; esperamos su respuesta",
    recordNote:
      "Los días perdidos siguen en el registro de asistencia. Nadie tiene la obligación de participar, y no hay ninguna consecuencia por no hacerlo.",
  },
};
