import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import type { FunctionName, FunctionSpec } from "../../shared/system.ts";
import { precompileTemplates } from "./precompile-templates.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What each function is made of: a folder with `index.cjs` in it. */
export type BundleFolders<N extends string = FunctionName> = Readonly<Record<N, string>>;

/** The assets as the real module reads them now; a bundle has no files to read them from. */
const inlineAssets = async (): Promise<string> => {
  const { assets } = (await import(pathToFileURL(join(root, "shared/pages/assets.ts")).href)) as { assets: unknown };
  return `export const assets = ${JSON.stringify(assets)};`;
};

/** Modules that read files when the source runs, and what a bundle holds instead. */
const readBeforehand: Readonly<Record<string, () => string | Promise<string>>> = {
  "shared/pages/templates.ts": precompileTemplates,
  "shared/pages/assets.ts": inlineAssets,
};

const readFilesBeforehand: Plugin = {
  name: "read files beforehand",
  setup({ onLoad }) {
    for (const [path, contentsOf] of Object.entries(readBeforehand)) {
      const module = join(root, path);
      onLoad({ filter: new RegExp(`${RegExp.escape(module)}$`) }, async () => ({
        contents: await contentsOf(),
        resolveDir: dirname(module),
        loader: "js",
      }));
    }
  },
};

/**
 * Makes one file of each function, its libraries and the AWS SDK included. CommonJS, because an ES module that
 * imports node:http pays some 25 ms more at a cold start. The source map stays where it was made, for reading a log's frames.
 */
export const bundleFunctions = async <N extends string>(
  folder: string,
  specs: Readonly<Record<N, Pick<FunctionSpec, "entry">>>,
): Promise<BundleFolders<N>> => {
  const entries = Object.entries<Pick<FunctionSpec, "entry">>(specs);
  for (const [, { entry }] of entries) {
    if (!existsSync(join(root, entry))) throw new Error(`${entry} is declared in shared/system.ts but is not there`);
  }
  await rm(folder, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(entries.map(([name, { entry }]) => [`${name}/index`, entry])),
    outdir: folder,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    target: "node24",
    format: "cjs",
    mainFields: ["module", "main"],
    minify: true,
    sourcemap: "external",
    sourcesContent: false,
    legalComments: "none",
    // A module that looks for files beside itself would not find them in a bundle.
    logOverride: { "empty-import-meta": "error" },
    logLevel: "warning",
    plugins: [readFilesBeforehand],
  });
  return Object.fromEntries(entries.map(([name]) => [name, join(folder, name)])) as BundleFolders<N>;
};
