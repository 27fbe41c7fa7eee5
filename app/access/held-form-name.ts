/** What a kept form is, from the address it was sent to. The first that fits. */
const names: readonly [RegExp, string][] = [
  [/^\/schools\/\d+\/registers\/[\d-]+\/unlock/, "A register to unlock"],
  [/^\/schools\/\d+\/registers\/([\d-]+)/, "The register of"],
  [/^\/schools\/\d+\/pupils\/\d+\/marks\/([\d-]+)/, "A correction of attendance on"],
  [/^\/schools\/\d+\/recovery\/sessions\/\d+\/presence/, "Arrivals and departures of a recovery session"],
  [/^\/schools\/\d+\/recovery\/sessions\/\d+\/attestation/, "A statement about a recovery session"],
  [/^\/schools\/\d+\/recovery\/sheets/, "A sheet of times"],
  [/^\/schools\/\d+\/recovery\/makeup-lists/, "A list of make-ups"],
  [/^\/schools\/\d+\/recovery/, "A form about recovery"],
  [/^\/schools\/\d+\/aeries/, "A form about Aeries"],
  [/^\/schools\/\d+\/settings/, "A change of settings"],
  [/^\/users/, "A form about people"],
  [/^\/account/, "A form about your account"],
];

/** @param path the address the form was sent to, with its query */
export function heldFormName(path: string): string {
  for (const [pattern, name] of names) {
    const match = pattern.exec(path);
    if (match) return match[1] ? `${name} ${match[1]}` : name;
  }
  return "A form";
}
