import { answer, notFoundPage } from "../../shared/http/answer.ts";
import { methodsOf } from "../../shared/http/methods-of.ts";
import { page, problem, type Reply } from "../../shared/http/reply.ts";
import { assetVersion } from "../../shared/pages/asset-version.ts";
import { assets } from "../../shared/pages/assets.ts";
import type { SameForAll } from "../../shared/pages/views.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "site/start.njk": SameForAll;
    "site/accessibility.njk": SameForAll;
    "site/privacy.njk": SameForAll;
    "site/cookies.njk": SameForAll;
  }
}

const forEver = "public, max-age=31536000, immutable";

/** An asset under an older version's address is still served, so that an old page stays readable, but is not cached. */
const asset = (version: string, file: string): Reply => {
  const found = Object.hasOwn(assets, file) ? assets[file] : undefined;
  return found ? { kind: "file", ...found, cache: version === assetVersion ? forEver : "no-cache" } : notFoundPage();
};

/** A program that used another method is told which the address takes. */
const unknownToPrograms = (method: string, url: string): Reply => {
  const methods = methodsOf(url.split("?")[0] ?? "");
  if (methods.length === 0 || methods.includes(method === "HEAD" ? "GET" : method)) return problem("not-found");
  const allow = methods.toSorted().join(", ");
  return problem("method-not-allowed", { detail: `This address takes ${allow}.` }, { allow });
};

export const createSite = ({ origin }: { readonly origin: string }) =>
  answer(
    "site",
    {},
    {
      reads: {
        "GET /": async () => page("site/start.njk", {}),
        "GET /accessibility": async () => page("site/accessibility.njk", {}),
        "GET /privacy": async () => page("site/privacy.njk", {}),
        "GET /cookies": async () => page("site/cookies.njk", {}),
        "GET /assets/{version}/{file+}": async ({ path }) => asset(path.version ?? "", path.file ?? ""),
        $default: async ({ url, method }) => (/^\/api(?:[/?]|$)/.test(url) ? unknownToPrograms(method, url) : notFoundPage()),
      },
    },
    { origin },
  );
