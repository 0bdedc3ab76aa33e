import { fileURLToPath } from "node:url";
import nunjucks from "nunjucks";

/**
 * The folders of templates, for source that runs unbundled. The bundler puts the same templates, compiled beforehand,
 * in this file's place: a cold start then parses nothing.
 */
const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export const templateFolders = [folder("../../functions"), folder(".."), folder("../../node_modules/govuk-frontend/dist")];

/**
 * To show what is undefined is a fault, so that a field that is missing fails in tests; the bundle leaves a blank instead.
 * Half of these act when a template is compiled, half when it is rendered; both must be told the same.
 */
export const templateOptions = { autoescape: true, throwOnUndefined: true, trimBlocks: true, lstripBlocks: true } as const;

export const { Environment } = nunjucks;
export const templateLoader = () => new nunjucks.FileSystemLoader(templateFolders, { noCache: false, watch: false });
