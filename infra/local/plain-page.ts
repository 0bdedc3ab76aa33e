import { assetVersion } from "../../shared/pages/asset-version.ts";

/** HTML that is already safe to send. */
export type Html = { readonly html: string };

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const safe = (value: string | number | Html | readonly Html[]): string => {
  if (typeof value === "object") return "html" in value ? value.html : value.map((each) => each.html).join("");
  return String(value).replaceAll(/[&<>"']/g, (character) => escapes[character] ?? "");
};

/** Escapes every value that this tag did not make itself. */
export const html = (parts: TemplateStringsArray, ...values: readonly (string | number | Html | readonly Html[])[]): Html => ({
  html: parts.reduce((text, part, index) => `${text}${safe(values[index - 1] ?? "")}${part}`),
});

/** A page of the development host, outside the service. */
export const plainPage = (title: string, content: Html): string =>
  html`<!DOCTYPE html>
<html lang="en" class="govuk-template">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} – this machine only</title>
  <link rel="stylesheet" href="/assets/${assetVersion}/page.css">
</head>
<body class="govuk-template__body">
  <div class="govuk-width-container">
    <main class="govuk-main-wrapper" id="main-content">
      <h1 class="govuk-heading-l">${title}</h1>
      ${content}
    </main>
  </div>
</body>
</html>`.html;
