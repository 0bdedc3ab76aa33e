import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import nunjucks from "nunjucks";
import { templateFolders, templateOptions } from "../../shared/pages/templates.ts";

/** The folders whose templates are all ours. Of the others, only what ours reach is compiled. */
const ownFolders = templateFolders.filter((folder) => !folder.includes("node_modules"));

const ownTemplates = (): string[] =>
  ownFolders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".njk"))
      .map((path) => path.replaceAll("\\", "/")),
  );

/** Looks where the loader of the source looks, in the same order. */
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

/** Every template that a page can need, under the name that the source finds it by. */
const collectTemplates = (): ReadonlyMap<string, string> => {
  const sources = new Map<string, string>();
  const waiting = ownTemplates();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (sources.has(name)) continue;
    const source = readTemplate(name);
    sources.set(name, source);
    waiting.push(...reachedFrom(name, source));
  }
  // In order of name, so that the same templates always give the same bundle.
  return new Map([...sources].sort(([a], [b]) => (a < b ? -1 : 1)));
};

/**
 * What takes the place of shared/pages/templates.ts in a bundle: the same exports, over templates compiled now.
 * nunjucks writes compiled templates into `window.nunjucksPrecompiled`; the module has a `window` of its own for that.
 */
export const precompileTemplates = (): string => {
  const env = new nunjucks.Environment([], templateOptions);
  const compiled = [...collectTemplates()].map(([name, source]) => nunjucks.precompileString(source, { name, env }));
  return `
    import { posix } from "node:path";
    import slim from "nunjucks/browser/nunjucks-slim.js";
    const window = {};
    ${compiled.join("\n")}
    const resolve = (from, to) => posix.join(posix.dirname(from), to);
    export const templateOptions = ${JSON.stringify(templateOptions)};
    export const { Environment } = slim;
    export const templateLoader = () => Object.assign(new slim.PrecompiledLoader(window.nunjucksPrecompiled), { resolve });
  `;
};
