import type { MetaFunction } from "@remix-run/node";
import { RegisterPage } from "#app/routes/schools.$schoolId.registers.$date.section.$section.($period)/register-page.tsx";
import { fixedFrame, fixedView } from "./fixed-register.ts";

export const handle = { enhance: "register" };
export const meta: MetaFunction = () => [{ title: `${fixedView.section.title} · AP Tool` }];

export default function Register() {
  return <RegisterPage frame={fixedFrame} view={fixedView} />;
}
