import { csv } from "#app/ui/csv.ts";

/** An answer that is a CSV file. Its name holds no pupil's name, and nobody keeps a copy on the way. */
export const csvFile = (name: string, lines: readonly (readonly string[])[]): Response =>
  new Response(csv(lines), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });
