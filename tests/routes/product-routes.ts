import { join, resolve } from "node:path";
import type { RouteConfigEntry } from "@remix-run/route-config";

export type ProductRoute = {
  /** The folder's name under `app/routes`, as Remix reads it; "root" for the document itself. */
  name: string;
  /** From the repository's root. */
  file: string;
  /** The address with its parameters, as "/schools/:schoolId". */
  pattern: string;
};

/** Every route that Remix makes of the files, read from its own configuration: what it takes cannot be missed. */
export async function productRoutes(): Promise<ProductRoute[]> {
  // Where Remix's compiler tells a route configuration the folder to read.
  Object.assign(globalThis, { __remixAppDirectory: resolve("app") });
  const { default: config } = await import("#app/routes.ts");
  return [{ name: "root", file: "app/root.tsx", pattern: "/" }, ...flat(await config, "")];
}

function flat(entries: readonly RouteConfigEntry[], above: string): ProductRoute[] {
  return entries.flatMap(({ file, path, children }) => {
    const pattern = path === undefined ? above : `${above}/${path}`;
    const name = file.replace(/^routes\//, "").replace(/\/route\.tsx?$/, "");
    return [
      { name, file: join("app", file), pattern: pattern === "" ? "/" : pattern },
      ...flat(children ?? [], pattern),
    ];
  });
}
