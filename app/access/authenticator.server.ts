import { Authenticator } from "remix-auth";
import { Strategy } from "remix-auth/strategy";
import { FormStrategy } from "remix-auth-form";
import type { RequestContext } from "#app/context.ts";
import { checkCode } from "./check-code.server.ts";
import { checkPassword, type Person } from "./check-password.server.ts";
import { findSession } from "./session.server.ts";
import { wrongCode } from "./sign-in-refused.ts";

/** Reads the code of the second step from the form. */
class CodeStrategy extends Strategy<Person, { code: string; request: Request }> {
  override name = "code";
  override async authenticate(request: Request): Promise<Person> {
    const form = await request.clone().formData();
    return this.verify({ code: String(form.get("code") ?? ""), request });
  }
}

/**
 * The two steps of signing in: "password", then "code". Made for each request, because what they need comes with
 * it. Both throw SignInRefused; issuing the session afterwards is the route's work.
 */
export const authenticatorFor = (context: RequestContext) =>
  new Authenticator<Person>()
    .use(
      new FormStrategy<Person>(({ form, request }) =>
        checkPassword(context, request, {
          email: String(form.get("email") ?? "").slice(0, 254),
          password: String(form.get("password") ?? "").slice(0, 200),
        }),
      ),
      "password",
    )
    .use(
      new CodeStrategy(async ({ code, request }) => {
        const waiting = await findSession(context, request);
        if (!waiting?.live || waiting.stage !== "password") throw wrongCode();
        const person = { userId: waiting.userId, email: waiting.email };
        await checkCode(context, request, person, code);
        return person;
      }),
      "code",
    );
