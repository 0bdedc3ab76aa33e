import { randomUUID } from "node:crypto";
import { type CohortColumn, cohortColumns } from "../../shared/domain/run/cohort-row.ts";
import { rulesLookedAt } from "../../shared/domain/run/list-rules.ts";
import { cohortLimits } from "../../shared/domain/run/read-cohort.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { FormError } from "../../shared/forms/form.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { ErrorAt, SameForAll } from "../../shared/pages/views.ts";
import { inFormOrder, runFormView } from "./run-form.ts";

const columns = Object.keys(cohortColumns) as CohortColumn[];

type Shown = { readonly form: Form; readonly cases: readonly string[]; readonly errors?: readonly FormError[] };

type NewRunPageView = ReturnType<typeof runFormView> &
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

/** The form of a new run: from a file, or from the cases that were ticked in the queue. */
export const newRunPage = (scheme: Scheme | undefined, { form, cases, errors = [] }: Shown): Reply => {
  if (!scheme) return page("bulk/no-scheme.njk", {});
  return page(
    "bulk/new-run.njk",
    {
      ...runFormView(scheme, form),
      ...rulesLookedAt(scheme),
      cases,
      errors: inFormOrder(errors, form),
      errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
      sendingId: form.one("sendingId") || randomUUID(),
      limits: { rows: cohortLimits.rows.toLocaleString("en-GB"), megabytes: cohortLimits.bytes / 1024 / 1024 },
      required: columns.filter((column) => cohortColumns[column] === "required"),
      optional: columns.filter((column) => cohortColumns[column] === "optional"),
    },
    errors.length > 0 ? 400 : 200,
  );
};
