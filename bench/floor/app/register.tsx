import { RegisterPage } from "#app/routes/schools.$schoolId.registers.$date.section.$section.($period)/register-page.tsx";
import { fixedFrame, fixedView } from "./fixed-register.ts";

export const handle = { enhance: "register" };

export default function Register() {
  return <RegisterPage frame={fixedFrame} view={fixedView} />;
}
