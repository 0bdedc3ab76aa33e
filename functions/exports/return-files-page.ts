import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { type PreparedReturn, returnStates } from "../../shared/domain/return/prepared-return.ts";
import type { FormError } from "../../shared/forms/form.ts";
import type { Again } from "../../shared/http/act.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { ErrorAt } from "../../shared/pages/views.ts";
import { acts, limits } from "../../shared/system.ts";
import type { FoundReturn } from "./find-return.ts";

type ReturnFilesView = {
  readonly path: string;
  readonly name: string;
  readonly state: string;
  readonly isCounted: boolean;
  readonly isMapped: boolean;
  readonly mayFill: boolean;
  readonly megabytes: number;
  readonly fileName: string;
  readonly problems: readonly string[];
  readonly errors: readonly FormError[];
  readonly errorAt: ErrorAt;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "exports/return-files.njk": ReturnFilesView;
  }
}

const pathOf = ({ scheme, returnId }: PreparedReturn): string => `/finance/${scheme}/returns/${returnId}`;

/** The files of one return. `notice` has what stands in the way of filling a workbook. */
export const returnFilesPage = (
  found: Exclude<FoundReturn, { kind: "notFound" }>,
  principal: Principal,
  { status = 200, errors = [], notice = [] }: Partial<Again<readonly string[]>> = {},
): Reply => {
  const { prepared } = found;
  const counted = found.kind === "found" ? found : undefined;
  return page(
    "exports/return-files.njk",
    {
      path: pathOf(prepared),
      name: counted?.wanted.layout.name ?? prepared.code,
      state: returnStates[prepared.state],
      isCounted: counted !== undefined,
      isMapped: (counted?.wanted.layout.cells.length ?? 0) > 0,
      mayFill: holdsOneOf(principal, acts.fillWorkbook.who),
      megabytes: Math.floor(limits.uploadBytes / 1024 / 1024),
      fileName: counted?.fileName ?? "",
      problems: notice,
      errors,
      errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
    },
    status,
  );
};
