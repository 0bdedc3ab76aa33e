import { randomUUID } from "node:crypto";
import { type CohortColumn, cohortColumns } from "../../shared/domain/run/cohort-row.ts";
import { rulesLookedAt } from "../../shared/domain/run/list-rules.ts";
import { cohortLimits } from "../../shared/domain/run/read-cohort.ts";
import { deliveries, needsMetBy, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { FormError } from "../../shared/forms/form.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { ErrorAt, SameForAll } from "../../shared/pages/views.ts";
import { evidenceChoices } from "../case/evidence-form.ts";

const columns = Object.keys(cohortColumns) as CohortColumn[];

/** The choices of the form under the open scheme. */
const formView = (scheme: Scheme, form: Form) => ({
  schemeName: scheme.about.name,
  fields: form,
  items: [
    { value: "", text: "Select an item" },
    ...scheme.items.map(({ code, label }) => ({ value: code, text: label, selected: form.one("item") === code })),
  ],
  deliveries: [
    { value: "", text: "Select a way" },
    ...Object.entries(deliveries).map(([value, text]) => ({ value, text, selected: form.one("delivery") === value })),
  ],
  evidence: evidenceChoices({ needs: [...needsMetBy(scheme)] }, scheme),
});

type NewRunPageView = ReturnType<typeof formView> &
  ReturnType<typeof rulesLookedAt> & {
    readonly cases: readonly string[];
    readonly errors: readonly FormError[];
    readonly errorAt: ErrorAt;
    readonly sendingId: string;
    readonly limits: { readonly rows: string; readonly megabytes: number };
    readonly required: readonly CohortColumn[];
    readonly optional: readonly CohortColumn[];
  };

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "bulk/no-scheme.njk": SameForAll;
    "bulk/new-run.njk": NewRunPageView;
  }
}

type Shown = {
  readonly form: Form;
  readonly cases: readonly string[];
  readonly status?: number;
  readonly errors?: readonly FormError[];
};

/** The form of a new run: from a file, or from the cases that somebody ticked in the case list. */
export const newRunPage = (scheme: Scheme | undefined, { form, cases, status = 200, errors = [] }: Shown): Reply => {
  if (!scheme) return page("bulk/no-scheme.njk", {}, status);
  return page(
    "bulk/new-run.njk",
    {
      ...formView(scheme, form),
      ...rulesLookedAt(scheme),
      cases,
      errors,
      errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
      sendingId: form.one("sendingId") || randomUUID(),
      limits: { rows: cohortLimits.rows.toLocaleString("en-GB"), megabytes: cohortLimits.bytes / 1024 / 1024 },
      required: columns.filter((column) => cohortColumns[column] === "required"),
      optional: columns.filter((column) => cohortColumns[column] === "optional"),
    },
    status,
  );
};
