import { route } from "@remix-run/route-config";

export default [route("*", "register.tsx")];
