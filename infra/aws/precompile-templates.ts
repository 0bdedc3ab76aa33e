import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { transform } from "esbuild";
import nunjucks from "nunjucks";
import { templateFolders, templateOptions } from "../../shared/pages/templates.ts";

/** Looks in the same folders as the loader at run time, in the same order. */
const readTemplate = (name: string): string => {
  const found = templateFolders.map((folder) => join(folder, name)).find(existsSync);
  if (!found) throw new Error(`The template ${name} is in none of ${templateFolders.join(", ")}`);
  return readFileSync(found, "utf8");
};

const naming = /\{%-?\s*(?:extends|include|import|from)\s+(?:"([^"]+)"|'([^']+)'|(\S+))/g;

const reachedFrom = (name: string, source: string): string[] =>
  [...source.matchAll(naming)].map(([, double, single, computed]) => {
    const target = double ?? single;
    if (!target) throw new Error(`${name} names a template by ${computed}, which cannot be known before it runs`);
    return target.startsWith(".") ? posix.join(posix.dirname(name), target) : target;
  });

/** The templates that a module names. Refuses a name that is put together at run time, since it would not be found. */
export const templatesIn = (source: string): string[] => {
  if (/\.njk`|\.njk["'] *\+|\+ *["'][^"']*\.njk/.test(source)) throw new Error("A module puts the name of a template together as it runs");
  return [...source.matchAll(/["']([\w./-]+\.njk)["']/g)].map(([, name = ""]) => name);
};

/** These templates and all that they include, by name. */
const collectTemplates = (named: ReadonlySet<string>): ReadonlyMap<string, string> => {
  const sources = new Map<string, string>();
  const waiting = [...named];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (sources.has(name)) continue;
    const source = readTemplate(name);
    sources.set(name, source);
    waiting.push(...reachedFrom(name, source));
  }
  // Sorted, so that the same templates always give the same bundle.
  return new Map([...sources].sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** On AWS a blank is better than no page: its reader may be in distress. Elsewhere an undefined value is a fault. */
const bundledOptions = { ...templateOptions, throwOnUndefined: false };

const env = new nunjucks.Environment([], bundledOptions);
const compiled = new Map<string, Promise<string>>();

/** Most functions share most templates, so each is compiled once. */
const compile = (name: string, source: string): Promise<string> => {
  const script =
    compiled.get(name) ?? transform(nunjucks.precompileString(source, { name, env }), { minify: true }).then(({ code }) => code);
  compiled.set(name, script);
  return script;
};

/** A script with these templates and all that they include. nunjucks writes them into `window`, which the script declares. */
export const precompileTemplates = async (named: ReadonlySet<string>): Promise<string> => {
  const scripts = await Promise.all([...collectTemplates(named)].map(([name, source]) => compile(name, source)));
  return `const window = {};\n${scripts.join("")}module.exports = window.nunjucksPrecompiled;\n`;
};

/** Replaces shared/pages/templates.ts in a bundle: the same exports, over the compiled script. */
export const templatesBesideBundle = `
  import { posix } from "node:path";
  import slim from "nunjucks/browser/nunjucks-slim.js";
  import precompiled from "./templates.cjs";
  const resolve = (from, to) => posix.join(posix.dirname(from), to);
  export const templateOptions = ${JSON.stringify(bundledOptions)};
  export const { Environment } = slim;
  export const templateLoader = () => Object.assign(new slim.PrecompiledLoader(precompiled), { resolve });
`;
