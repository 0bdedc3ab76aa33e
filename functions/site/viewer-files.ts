import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Asset } from "../../shared/pages/assets.ts";

const read = (file: string) =>
  readFileSync(fileURLToPath(new URL(`../../node_modules/swagger-ui-dist/${file}`, import.meta.url)), "utf8").replace(
    /\/[/*]# sourceMappingURL=.*$/m,
    "",
  );

/** The files of Swagger UI, by name. The bundler keeps them inside the one function that serves them. */
export const viewerFiles: Readonly<Record<string, Asset>> = {
  "swagger-ui.css": { body: read("swagger-ui.css"), isBase64: false, contentType: "text/css; charset=utf-8" },
  "swagger-ui-bundle.js": { body: read("swagger-ui-bundle.js"), isBase64: false, contentType: "text/javascript; charset=utf-8" },
};
