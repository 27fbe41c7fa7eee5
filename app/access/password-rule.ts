export const shortestPassword = 12;

/** What is wrong with a password that someone chose, in words for them; null when it will do. Length is what counts. */
export function passwordProblem(chosen: {
  password: string;
  again: string;
  email: string;
  name: string;
}): string | null {
  const { password, again, email, name } = chosen;
  const length = [...password.normalize("NFKC")].length;
  if (length < shortestPassword) return `Use at least ${shortestPassword} characters. A few words are fine.`;
  if (length > 200) return "Use at most 200 characters.";
  if (new Set(password).size < 5) return "Use more different characters.";
  const plain = password.toLowerCase();
  if (plain.includes(email.toLowerCase()) || plain === name.toLowerCase()) {
    return "Do not use your name or your email as your password.";
  }
  if (password !== again) return "The two passwords are not the same. Type both again.";
  return null;
}
