import { z } from "zod";

const why = "Say why. The reason is kept with the change";

export const registerHome = z.object({
  home: z.enum(["aeries", "here"], { error: "Choose where registers are taken" }),
  reason: z.string({ error: why }).trim().min(1, why).max(200, "Shorten the reason to 200 letters"),
});
