import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Metafile, type Plugin } from "esbuild";
import type { FunctionName, FunctionSpec } from "../../shared/system.ts";
import { precompileTemplates, templatesBesideBundle, templatesIn } from "./precompile-templates.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The folder of each function's bundle, with its `index.cjs`. */
export type BundleFolders<N extends string = FunctionName> = Readonly<Record<N, string>>;

/** The assets, read now: a bundle has no files to read them from. */
const inlineAssets = async (): Promise<string> => {
  const { assets } = (await import(pathToFileURL(join(root, "shared/pages/assets.ts")).href)) as { assets: unknown };
  return `export const assets = ${JSON.stringify(assets)};`;
};

const templatesModule = "shared/pages/templates.ts";

/** The viewer of the API's description, in the one function that serves it. */
const inlineViewerFiles = async (): Promise<string> => {
  const { viewerFiles } = (await import(pathToFileURL(join(root, "functions/site/viewer-files.ts")).href)) as { viewerFiles: unknown };
  return `export const viewerFiles = ${JSON.stringify(viewerFiles)};`;
};

/** Modules that read files at run time, and their replacement in a bundle. */
const readBeforehand: Readonly<Record<string, () => string | Promise<string>>> = {
  [templatesModule]: () => templatesBesideBundle,
  "shared/pages/assets.ts": inlineAssets,
  "functions/site/viewer-files.ts": inlineViewerFiles,
};

/** Leaves unused schemas out of a bundle: esbuild keeps a call unless it is marked as pure. */
const dropUnusedSchemas: Plugin = {
  name: "drop unused schemas",
  setup({ onLoad }) {
    onLoad({ filter: /[/\\](shared|functions)[/\\].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      if (!source.includes('from "zod/mini"')) return undefined;
      return {
        contents: source.replaceAll(/(?<![\w.$])(?:z(?=\s*\.\s*\w)|says(?=\()|sayAlso(?=\())/g, "/* @__PURE__ */ $&"),
        loader: "ts",
      };
    });
  },
};

const readFilesBeforehand: Plugin = {
  name: "read files beforehand",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^\.\/templates\.cjs$/ }, ({ path }) => ({ path, external: true }));
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

type MadeOf = Readonly<Record<string, number>>;

const madeOf = ({ outputs }: Metafile, name: string): MadeOf => {
  const [, output] = Object.entries(outputs).find(([path]) => path.endsWith(`/${name}/index.cjs`)) ?? [];
  return Object.fromEntries(Object.entries(output?.inputs ?? {}).map(([file, { bytesInOutput }]) => [file, bytesInOutput]));
};

/** Compiles the pages that a function's own code names. Other rooms' pages would only slow its start. */
const addTemplates = async (folder: string, name: string, files: MadeOf): Promise<MadeOf> => {
  if (!(templatesModule in files)) return files;
  const own = Object.keys(files).filter((file) => /^(functions|shared)\/.*\.ts$/.test(file));
  const sources = await Promise.all(own.map((file) => readFile(join(root, file), "utf8")));
  const script = await precompileTemplates(new Set(sources.flatMap(templatesIn)));
  await writeFile(join(folder, name, "templates.cjs"), script);
  return { ...files, [templatesModule]: Buffer.byteLength(script) };
};

/**
 * Bundles each function with its libraries and the AWS SDK, and compiles its pages beside it. CommonJS, because an ES module
 * that imports node:http starts some 25 ms later. The source map is not deployed; it is for reading a log's stack frames.
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
  const { metafile } = await build({
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
    metafile: true,
    // A module cannot find files beside itself in a bundle.
    logOverride: { "empty-import-meta": "error" },
    logLevel: "warning",
    plugins: [readFilesBeforehand, dropUnusedSchemas],
  });
  const made = await Promise.all(entries.map(async ([name]) => [name, await addTemplates(folder, name, madeOf(metafile, name))] as const));
  await writeFile(join(folder, madeOfName), JSON.stringify(Object.fromEntries(made)));
  return Object.fromEntries(entries.map(([name]) => [name, join(folder, name)])) as BundleFolders<N>;
};

const madeOfName = "made-of.json";

/** The bytes of every source file in each function's bundle. */
export const readMadeOf = async (folder: string): Promise<Readonly<Record<string, MadeOf>>> =>
  JSON.parse(await readFile(join(folder, madeOfName), "utf8"));
