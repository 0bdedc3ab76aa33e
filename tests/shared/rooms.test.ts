import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { type FunctionSpec, functions } from "../../shared/system.ts";

const rooms = new Set(Object.values<FunctionSpec>(functions).map(({ entry }) => folderOf(entry)));
/** Folders of functions/ without routes, which rooms may import. */
const kits = new Set(["case", "decide", "document", "line", "message"]);

/** The folders and files of shared/domain. Each imports only from rows above its own, or from itself. */
const domainOrder = [
  ["clean-text", "fold-letters", "phone-digits", "says"],
  ["money", "dates", "text", "ids", "needs", "answers", "area", "phone", "email", "public-funds"],
  ["amount", "csv", "written-days", "bank"],
  ["working-days"],
  ["document"],
  ["directory", "application"],
  ["address"],
  ["principal"],
  ["identity"],
  ["sent-application", "nightly-run", "cuts", "axes"],
  ["scheme"],
  ["household", "separation", "access", "to-do", "to-do-message"],
  ["separation-words"],
  ["rules", "ledger"],
  ["award"],
  ["line", "case"],
  ["return"],
  ["referral", "payments", "run", "scheme-draft", "register", "export"],
  ["audit", "year-end"],
];

type Import = { readonly from: string; readonly to: string; readonly isType: boolean };

const foldersIn = (path: string) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** Every relative import of every TypeScript file below a folder, as paths from the root. */
const importsIn = (folder: string): Import[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file))
    .flatMap((from) =>
      [...readFileSync(from, "utf8").matchAll(/^(?:import|export)\s(type\s)?(?:[^;"]*\sfrom\s)?"(\.[^"]+)"|\bimport\("(\.[^"]+)"\)/gm)].map(
        ([, type, at, later]): Import => ({ from, to: join(dirname(from), at ?? later ?? ""), isType: type !== undefined }),
      ),
    );

function folderOf(path: string): string {
  return path.split("/")[1] ?? "";
}
const isRoom = (path: string) => path.startsWith("functions/") && rooms.has(folderOf(path));
const named = ({ from, to }: Import) => `${from} imports ${to}`;

const functionImports = importsIn("functions");
const sharedImports = importsIn("shared");

test("every folder of functions/ is a declared room or a kit", () => {
  const places = new Set([...rooms, ...kits]);
  expect(foldersIn("functions").filter((folder) => !places.has(folder))).toEqual([]);
  expect([...rooms].filter((room) => kits.has(room))).toEqual([]);
});

test("no room is imported by another folder of functions/", () => {
  expect(functionImports.length).toBeGreaterThan(500);
  expect(functionImports.filter(({ from, to }) => isRoom(to) && folderOf(from) !== folderOf(to)).map(named)).toEqual([]);
});

test("the linter refuses an import of every room by another", () => {
  const linter = readFileSync(".biome.json", "utf8");
  expect([...rooms].filter((room) => !linter.includes(`"../${room}/**"`) || !linter.includes(`"../../${room}/**"`))).toEqual([]);
});

test("shared/ imports nothing from outside itself", () => {
  expect(sharedImports.length).toBeGreaterThan(500);
  expect(sharedImports.filter(({ to }) => !to.startsWith("shared/")).map(named)).toEqual([]);
});

test("shared/domain imports downwards only, and README.md says the same order", () => {
  const nameIn = (path: string) => path.split("/")[2]?.replace(/\.ts$/, "") ?? "";
  const rankOf = (path: string) => domainOrder.findIndex((row) => row.includes(nameIn(path)));
  const inside = sharedImports.filter(({ from, to }) => from.startsWith("shared/domain/") && to.startsWith("shared/domain/"));

  const places = readdirSync("shared/domain").filter((name) => !name.endsWith(".md"));
  expect(places.filter((name) => rankOf(`shared/domain/${name}`) < 0)).toEqual([]);
  expect(inside.filter(({ from, to }) => nameIn(from) !== nameIn(to) && rankOf(to) >= rankOf(from)).map(named)).toEqual([]);
  expect(readFileSync("shared/domain/README.md", "utf8")).toContain(domainOrder.map((row) => row.join(", ")).join("\n"));
});

test("no files of functions/ and shared/ import each other in a circle", () => {
  // A store parses by a schema, and the schema is typed by the store's records. Types are gone when the code runs.
  const isTypeOfRecord = ({ from, isType }: Import) => isType && from.startsWith("shared/store/schemas/");
  const targets = Map.groupBy(
    [...functionImports, ...sharedImports].filter((one) => !isTypeOfRecord(one)),
    ({ from }) => from,
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" > "));
    else if (!done.has(file)) for (const { to } of targets.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  expect(circles).toEqual([]);
});
