/** The text without the letter NUL: nobody types it, and the database takes no text that has it. */
export const withoutNul = (text: string): string => text.replaceAll("\0", "");
