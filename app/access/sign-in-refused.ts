/** Why someone did not get in, in words for them. What they typed besides the password is kept for the form. */
export class SignInRefused extends Error {
  override name = "SignInRefused";
  readonly status: number;
  readonly email: string;

  constructor(words: string, options: { status?: number; email?: string } = {}) {
    super(words);
    this.status = options.status ?? 400;
    this.email = options.email ?? "";
  }
}

/** One answer for an unknown address, a wrong password and a suspended person. */
export const wrongPassword = (email: string) =>
  new SignInRefused("The email or the password is not right. Check both and try again.", { email });

export const wrongCode = () =>
  new SignInRefused(
    "That code did not work. Wait for the next one in your app, or use a recovery code you have not used before.",
  );

export const paused = (seconds: number, email = "") =>
  new SignInRefused(
    `Too many tries. Wait ${seconds} ${seconds === 1 ? "second" : "seconds"}, then try again.`,
    { status: 429, email },
  );
