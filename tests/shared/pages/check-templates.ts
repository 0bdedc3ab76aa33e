import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { toTypeScript } from "./template-to-typescript.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const prelude = join(root, "tests/shared/pages/template-prelude.ts");
const names =
  "assetPath, caller, component, council, filters, isIn, items, type Layout, list, loop, markup, nothing, page, put, shown, textarea, type View";

const settings = {
  extends: join(root, "tsconfig.json"),
  compilerOptions: { typeRoots: [join(root, "node_modules/@types")] },
  include: ["*.mts", join(root, "functions"), join(root, "shared")],
};

const compile = (folder: string): Promise<string> =>
  new Promise((resolve) => {
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    execFile(process.execPath, [tsc, "-p", folder, "--pretty", "false"], { cwd: folder, maxBuffer: 2 ** 26 }, (_, said) => resolve(said));
  });

/** The compiler's complaint about a page, and its place in the template. */
export type TemplateFault = { readonly page: string; readonly place: string; readonly says: string };

/** The faults of these pages' templates. `types` declares more pages, for a test of this check. */
export const checkTemplates = async (
  pages: readonly string[],
  read: (template: string) => string,
  types = "",
): Promise<readonly TemplateFault[]> => {
  const folder = mkdtempSync(join(tmpdir(), "templates-"));
  try {
    const head = `import { ${names} } from ${JSON.stringify(prelude)};`;
    const placesOf = new Map<string, readonly string[]>();
    pages.forEach((page, index) => {
      const { lines, places } = toTypeScript(page, read);
      writeFileSync(join(folder, `page-${index}.mts`), [head, ...lines, "export {};"].join("\n"));
      placesOf.set(`page-${index}.mts`, [page, ...places]);
    });
    writeFileSync(join(folder, "types.mts"), `${types}\nexport {};`);
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
    const said = await compile(folder);
    return faultsIn(said, placesOf);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** A branch that a view never takes reads nothing, so the compiler's complaint about `never` is no fault. */
const faultsIn = (said: string, placesOf: ReadonlyMap<string, readonly string[]>): readonly TemplateFault[] =>
  [...said.matchAll(/^(\S+)\((\d+),\d+\): error (TS\d+: .*(?:\n {2}.*)*)/gm)]
    .map(([, file = "", line = "0", says = ""]) => {
      const places = placesOf.get(file) ?? [];
      return { page: places[0] ?? file, place: places[Number(line) - 1] ?? `${file}:${line}`, says };
    })
    .filter(({ says }) => !/on type 'never'/.test(says));
