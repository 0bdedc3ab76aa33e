import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { council } from "../council.ts";

export type Asset = { readonly body: string; readonly isBase64: boolean; readonly contentType: string };

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");
const govuk = "../../node_modules/govuk-frontend/dist/govuk";

/** GDS Transport and the crest are GOV.UK's alone, so their names and files are taken out; the next font in the list serves. */
const withoutGovUk = (css: string) =>
  css
    .replaceAll(/@font-face\{[^}]*GDS Transport[^}]*\}/g, "")
    .replaceAll("GDS Transport,", "")
    .replaceAll(/url\(\/assets\/images\/[^)]*\)/g, "none");

/** After govuk-frontend's own, so that a council's colour takes the place of GOV.UK's. */
const colours = `:root{--council-colour:${council.colour};--govuk-brand-colour:${council.colour}}`;

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="4" fill="${council.colour}"/><path d="M16 6l10 9h-3v10h-5v-6h-4v6H9V15H6z" fill="#fff"/></svg>`;

/** Every file a page asks for, by name. The bundler keeps them inside the function. */
export const assets: Readonly<Record<string, Asset>> = {
  "page.css": {
    body: `${withoutGovUk(read(`${govuk}/govuk-frontend.min.css`))}${colours}${read("./council.css")}`,
    isBase64: false,
    contentType: "text/css; charset=utf-8",
  },
  "page.js": {
    body: `${read(`${govuk}/govuk-frontend.min.js`).replace(/\/\/# sourceMappingURL=.*$/m, "")}\ninitAll();`,
    isBase64: false,
    contentType: "text/javascript; charset=utf-8",
  },
  "icon.svg": { body: icon, isBase64: false, contentType: "image/svg+xml" },
};
