import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { templatesIn } from "../../../infra/aws/precompile-templates.ts";
import { renderPage } from "../../../shared/pages/render.ts";
import { templateFolders } from "../../../shared/pages/templates.ts";
import { checkTemplates, type TemplateFault } from "./check-templates.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const views = JSON.stringify(join(root, "shared/pages/views.ts"));

/** One view, and templates that read it rightly or wrongly. */
const sampleTypes = `
  type Sample = {
    readonly name: string;
    readonly note?: string;
    readonly lines: readonly { readonly label: string; readonly amount?: number }[];
    readonly outcome: { readonly kind: "paid"; readonly on: string } | { readonly kind: "refused"; readonly because: string };
  };
  declare module ${views} {
    interface Templates {
      ${["right", "renamed", "deep", "inMacro", "inInclude", "inLayout", "inCall", "blank", "blankParameter", "otherKind", "noSuchKind"]
        .map((name) => `"sample/${name}.njk": Sample;`)
        .join("\n")}
    }
  }`;
const samples: Readonly<Record<string, string>> = {
  right: `{% extends "pages/layout.njk" %}{% set title = name %}
    {% from "sample/macros.njk" import labelled %}
    {% block content %}
      {% if note %}{{ note }}{% endif %}{{ note or "None" }}
      {% for line in lines %}{{ labelled(line) }}{{ ", " if not loop.last }}{% else %}None{% endfor %}
      {% if outcome.kind == "paid" %}{{ outcome.on | day }}{% else %}{{ outcome.because }}{% endif %}
    {% endblock %}`,
  renamed: `{% extends "pages/layout.njk" %}{% set title = "A" %}{% block content %}\n{{ nane }}{% endblock %}`,
  deep: `{% extends "pages/layout.njk" %}{% set title = "A" %}{% block content %}{% for line in lines %}\n{{ line.lable }}{% endfor %}{% endblock %}`,
  inMacro: `{% extends "pages/layout.njk" %}{% set title = "A" %}{% from "sample/macros.njk" import labelled %}{% block content %}{{ labelled(outcome) }}{% endblock %}`,
  inInclude: `{% extends "pages/layout.njk" %}{% set title = "A" %}{% block content %}{% include "sample/part.njk" %}{% endblock %}`,
  inLayout: `{% extends "pages/layout.njk" %}{% block content %}{% endblock %}`,
  inCall: `{% extends "pages/layout.njk" %}{% set title = "A" %}{% from "sample/macros.njk" import folded %}{% block content %}{% call folded() %}\n{{ nane }}{% endcall %}{% endblock %}`,
  blank: `{% extends "pages/layout.njk" %}{% set title = "A" %}{% block content %}\n{{ note }}{% endblock %}`,
  blankParameter: `{% extends "pages/layout.njk" %}{% set title = "A" %}{% from "govuk/components/tag/macro.njk" import govukTag %}{% block content %}\n{{ govukTag({ text: note }) }}{% endblock %}`,
  otherKind: `{% extends "pages/layout.njk" %}{% set title = "A" %}{% block content %}{% if outcome.kind == "paid" %}\n{{ outcome.because }}{% endif %}{% endblock %}`,
  noSuchKind: `{% extends "pages/layout.njk" %}{% set title = "A" %}{% block content %}\n{% if outcome.kind == "payed" %}Paid{% endif %}{% endblock %}`,
  macros: `{% macro labelled(line) %}\n{{ line.label }}{% endmacro %}{% macro folded() %}{{ caller() }}{% endmacro %}`,
  part: "\n\n{{ nobody }}",
};

const sources = globSync(["functions/**/*.ts", "shared/**/*.ts"], { cwd: root }).map((file) => readFileSync(join(root, file), "utf8"));
const pages = [...new Set(sources.flatMap(templatesIn))].sort();
const looked = new Set<string>();
const read = (name: string): string => {
  looked.add(name);
  const sample = /^sample\/(\w+)\.njk$/.exec(name)?.[1];
  const found = templateFolders.map((folder) => join(folder, name)).find(existsSync);
  return (sample && samples[sample]) ?? readFileSync(found ?? name, "utf8");
};

let faults: readonly TemplateFault[];
beforeAll(async () => {
  const sampled = Object.keys(samples).filter((name) => name !== "macros" && name !== "part");
  faults = await checkTemplates([...pages, ...sampled.map((name) => `sample/${name}.njk`)], read, sampleTypes);
});

test("every template reads only what its page's view has, and shows nothing that may be undefined", () => {
  expect(pages.length).toBeGreaterThan(50);
  expect(faults.filter(({ page }) => !page.startsWith("sample/"))).toEqual([]);
});

test("every template is reached from a page, and so is checked", () => {
  const ours = globSync(["functions/**/*.njk", "shared/pages/*.njk"], { cwd: root }).map((file) =>
    file.replace(/^(functions|shared)\//, ""),
  );
  expect(ours.filter((name) => !looked.has(name))).toEqual([]);
});

test.each([
  ["a field that the view does not have", "renamed", "sample/renamed.njk:2", "'nane' does not exist"],
  ["one deeper in the view", "deep", "sample/deep.njk:2", "'lable' does not exist"],
  ["one that a macro reads of what a page gives it", "inMacro", "sample/macros.njk:2", "'label' does not exist"],
  ["one that an included template reads", "inInclude", "sample/part.njk:3", "'nobody' does not exist"],
  ["one that the layout needs of every page", "inLayout", "pages/layout.njk:10", "'title' does not exist"],
  ["one inside a call block", "inCall", "sample/inCall.njk:2", "'nane' does not exist"],
  ["text that may be undefined", "blank", "sample/blank.njk:2", "'undefined' is not assignable"],
  ["text that may be undefined, in a component", "blankParameter", "sample/blankParameter.njk:2", "'undefined' is not assignable"],
  ["a field of another kind than the template asks for", "otherKind", "sample/otherKind.njk:2", "'because' does not exist"],
  ["a kind that there is not", "noSuchKind", "sample/noSuchKind.njk:2", '"payed"'],
])("reported with its place: %s", (_, sample, place, says) => {
  const found = faults.filter(({ page }) => page === `sample/${sample}.njk`);
  expect(found).toEqual([{ page: `sample/${sample}.njk`, place, says: expect.stringContaining(says) }]);
});

test("a template that reads its view rightly is not reported", () => {
  expect(faults.filter(({ page }) => page === "sample/right.njk")).toEqual([]);
});

test("a page that would show what is undefined fails here, instead of leaving a blank", () => {
  const page = { origin: "http://localhost:3000" };
  expect(renderPage("pages/fault.njk", { reference: "abc-123" }, page)).toContain("abc-123");
  expect(() => renderPage("pages/fault.njk", {}, page)).toThrow("undefined");
});
