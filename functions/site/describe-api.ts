import { answer, notFoundPage } from "../../shared/http/answer.ts";
import { openApiDocument } from "../../shared/http/openapi.ts";
import { json, page, type Reply } from "../../shared/http/reply.ts";
import type { Asset } from "../../shared/pages/assets.ts";
import type { SameForAll } from "../../shared/pages/views.ts";
import { type ApiDescriptionView, apiDescriptionView } from "./api-description-view.ts";
import { viewerFiles } from "./viewer-files.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "site/api-description.njk": ApiDescriptionView;
    "site/api-viewer.njk": SameForAll;
  }
}

/** Has the document in it, since our pages may fetch nothing. It sends no requests: a page has no token. */
const openViewer = (): Asset => ({
  body: `SwaggerUIBundle({
  spec: ${JSON.stringify(openApiDocument())},
  dom_id: "#viewer",
  deepLinking: true,
  docExpansion: "list",
  filter: true,
  supportedSubmitMethods: [],
  validatorUrl: null,
});`,
  isBase64: false,
  contentType: "text/javascript; charset=utf-8",
});

const viewerFile = (name: string): Reply => {
  if (name === "open.js") return { kind: "file", ...openViewer(), cache: "no-cache" };
  const found = Object.hasOwn(viewerFiles, name) ? viewerFiles[name] : undefined;
  return found ? { kind: "file", ...found, cache: "public, max-age=3600" } : notFoundPage();
};

/** A function of its own, because the description, its examples and the viewer are larger than all else that the site serves. */
export const createDescribeApi = ({ origin }: { readonly origin: string }) =>
  answer(
    "describeApi",
    {},
    {
      reads: {
        "GET /api/openapi.json": async () => json(openApiDocument()),
        "GET /api-description": async () => page("site/api-description.njk", apiDescriptionView()),
        "GET /api-description/viewer": async () => page("site/api-viewer.njk", {}),
        "GET /api-description/files/{file}": async ({ path }) => viewerFile(path.file ?? ""),
      },
    },
    { origin },
  );
