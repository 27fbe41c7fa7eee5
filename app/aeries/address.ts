/** The names of Aeries' web applications, in the order in which districts use them. */
const applications = ["aeries", "admin", "student"];

/**
 * The base of the API from what a person pasted: "/api/v5" and a page such as Login.aspx are cut off. Null when it is
 * not an http(s) address or carries a user name. The result has no trailing slash.
 */
export function baseOf(pasted: string): string | null {
  const written = pasted.trim();
  const url = URL.parse(/^[a-z]+:\/\//i.test(written) ? written : `https://${written}`);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    return null;
  const path = url.pathname
    .replace(/\/[^/]*\.(aspx?|html?)$/i, "")
    .replace(/\/+$/, "")
    .replace(/\/api(\/v\d+)?$/i, "");
  return `${url.origin}${path}`;
}

/** Where the API may be, likeliest first: under the path as given, then each application, then the root. */
export function basesToTry(pasted: string): string[] {
  const base = baseOf(pasted);
  if (base === null) return [];
  const { origin } = new URL(base);
  return [...new Set([base, ...applications.map((name) => `${origin}/${name}`), origin])];
}

/** The address of a resource; `path` starts without a slash, undefined parameters are left out. */
export function resourceUrl(
  base: string,
  path: string,
  parameters: Readonly<Record<string, string | number | undefined>> = {},
): URL {
  const url = new URL(`${base}/api/v5/${path}`);
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) url.searchParams.set(name, String(value));
  return url;
}
