const types = {
  csv: "text/csv; charset=utf-8",
  pdf: "application/pdf",
  zip: "application/zip",
} as const;

/** An answer that is a file to keep. Its name holds no pupil's name, and nobody keeps a copy on the way. */
export const fileAnswer = (
  kind: keyof typeof types,
  name: string,
  content: string | Uint8Array | ReadableStream<Uint8Array>,
): Response =>
  new Response(content instanceof Uint8Array ? new Uint8Array(content) : content, {
    headers: {
      "Content-Type": types[kind],
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });
