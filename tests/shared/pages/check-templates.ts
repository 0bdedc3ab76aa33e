import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { toTypeScript } from "./template-to-typescript.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const prelude = join(root, "tests/shared/pages/template-prelude.ts");
const names =
  "assetPath, caller, component, council, filters, isIn, items, type Layout, list, loop, markup, nothing, page, put, shown, type View";

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

/** What is wrong in these pages' templates: the place, then what the compiler says. Types that a test adds stand in `types`. */
export const checkTemplates = async (pages: readonly string[], read: (template: string) => string, types = ""): Promise<string[]> => {
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

/** Nothing reads a field in a branch that the view never takes, so the compiler's complaint about `never` is no fault. */
const faultsIn = (said: string, placesOf: ReadonlyMap<string, readonly string[]>): string[] => {
  const faults = said.matchAll(/^(\S+)\((\d+),\d+\): error (TS\d+: .*(?:\n {2}.*)*)/gm);
  const found = [...faults].filter(([, , , what = ""]) => !/on type 'never'/.test(what));
  return [...new Set(found.map(([, file = "", line = "0", what = ""]) => `${placesOf.get(file)?.[Number(line) - 1] ?? file}: ${what}`))];
};
