import { z } from "zod";

/** What is said of whoever is to sign in, wherever it is said. */
export const personFields = z.object({
  name: z.string("Enter the name.").trim().min(1, "Enter the name.").max(100, "Use at most 100 characters."),
  email: z
    .email("Enter an email like name@district.org.")
    .max(254, "Use at most 254 characters.")
    .toLowerCase(),
});
