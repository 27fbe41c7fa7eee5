import { readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";
import { productRoutes } from "../../tests/routes/product-routes.ts";

/** Open to someone not signed in, each with its reason. A new one is a decision, so it is named here. */
const open: Record<string, string> = {
  "root: loader": "names the scripts that a page may ask for",
  "sign-in._index: loader": "draws the form that asks who someone is",
  "sign-in._index: action": "asks who someone is",
  "answers.$key: loader": "shows a family what its letter asks; the key in the address is the guard",
  "answers.$key: action": "takes a family's answer; the key in the address is the guard",
  "sign-out: loader": "sends on to the first page",
  "sign-out: action": "ends the session of whoever sends it",
  "api.recovery-sessions: loader": "answers 405 to everyone",
  "api.rules.recovery-credit: loader": "answers 405 to everyone",
  "api.rules.recovery-claim: loader": "answers 405 to everyone",
  "api.rules.recovery-ratio: loader": "answers 405 to everyone",
  "api.aeries.sync-status: action": "answers 405 to everyone",
  "api.attendance.completeness: action": "answers 405 to everyone",
  "api.attendance._index: action": "answers 405 to everyone",
  "api.$: loader": "answers 404 to everyone; /api/openapi.json lists the addresses for everyone",
  "api.$: action": "answers 404 to everyone",
  "api.openapi[.]json: loader": "says how the API is called, and nothing of anyone",
  "api.openapi[.]json: action": "answers 405 to everyone",
};
/** Each asks for the step before it. */
const waiting = ["sign-in.code", "sign-in.enrol"];

const guards = ["requireActor", "requireToken"];

/** The loaders and actions of a route's source that call none of the guards. */
function unguarded(source: string, asks: readonly string[]): string[] {
  const file = ts.createSourceFile("route.tsx", source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const callsOne = (node: ts.Node): boolean =>
    (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && asks.includes(node.expression.text)) ||
    (ts.forEachChild(node, callsOne) ?? false);
  const exported = (node: ts.Statement) =>
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some((word) => word.kind === ts.SyntaxKind.ExportKeyword);
  const isEntrance = (name: string) => name === "loader" || name === "action";
  return file.statements.flatMap((statement) => {
    // A loader made elsewhere cannot be judged here, so it may not be exported from here.
    if (ts.isExportDeclaration(statement)) {
      const names =
        statement.exportClause && ts.isNamedExports(statement.exportClause)
          ? statement.exportClause.elements.map((element) => element.name.text)
          : ["loader"];
      return names.filter(isEntrance);
    }
    if (!exported(statement)) return [];
    if (ts.isFunctionDeclaration(statement)) {
      const name = statement.name?.text ?? "";
      return isEntrance(name) && !callsOne(statement) ? [name] : [];
    }
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations
      .filter((made) => isEntrance(made.name.getText(file)) && !callsOne(made))
      .map((made) => made.name.getText(file));
  });
}

const routes = await productRoutes();

const silent = routes.flatMap(({ file, name }) =>
  unguarded(readFileSync(file, "utf8"), waiting.includes(name) ? ["requireWaitingPerson"] : guards).map(
    (entrance) => `${name}: ${entrance}`,
  ),
);

test("every route is a folder with a route file", () => {
  expect(routes.length).toBeGreaterThan(100);
  const elsewhere = routes.filter(({ file }) => !/^app\/routes\/[^/]+\/route\.tsx?$/.test(file));
  expect(elsewhere.map(({ file }) => file)).toEqual(["app/root.tsx"]);
});

test("every loader and action asks who is there, but for those that are open", () => {
  expect(silent.filter((entrance) => !(entrance in open))).toEqual([]);
});

test("what is named as open exists, and is open", () => {
  expect(Object.keys(open).filter((entrance) => !silent.includes(entrance))).toEqual([]);
});

test.each([
  ["export async function loader() { return 1; }", ["loader"]],
  ["export const action = async () => { await other(); };", ["action"]],
  ['export { loader } from "./elsewhere.ts";', ["loader"]],
  ['export * from "./elsewhere.ts";', ["loader"]],
  ["// requireActor(\nexport const loader = () => null;", ["loader"]],
  ["export async function loader(a) { await requireActor(a); }\nexport function action() {}", ["action"]],
  ["export async function loader(a) { const actor = await requireActor(a); return actor; }", []],
  ["export const action = async (a) => { await requireToken(a); };", []],
  ["export default function Page() { return null; }", []],
])("it sees through %j", (source, expected) => {
  expect(unguarded(source, guards)).toEqual(expected);
});
