import { route } from "@remix-run/route-config";

export default [route("schools/:schoolId/registers/:date/section/:section", "register.tsx")];
