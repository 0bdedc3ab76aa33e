import { randomUUID } from "node:crypto";
import { londonDay } from "../../shared/domain/dates.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { type Statement, statementPeriods } from "../../shared/domain/return/statement.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { FormError } from "../../shared/forms/form.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import { acts } from "../../shared/system.ts";
import { publicFiguresPath, statementPath, statementsPath } from "./statement-paths.ts";
import { coversOf, statementName, stateOf } from "./statement-words.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "statement/statements.njk": ReturnType<typeof statementsView>;
  }
}

type Typed = { readonly form?: Form; readonly errors?: readonly FormError[] };
type Looking = { readonly principal: Principal; readonly now: Date };

const statementsView = (scheme: Scheme, statements: readonly Statement[], { principal, now }: Looking, { form, errors = [] }: Typed) => {
  const periods = statementPeriods(scheme).filter(({ from }) => from <= londonDay(now));
  const chosen = form?.one("period") || (periods.length === 1 ? periods[0]?.code : "");
  return {
    scheme,
    action: statementsPath(scheme.code),
    publicPath: publicFiguresPath,
    mayPrepare: holdsOneOf(principal, acts.prepareStatement.who) && periods.length > 0,
    periods: periods.map((period) => ({
      value: period.code,
      text: period.label,
      hint: { text: coversOf(period) },
      checked: period.code === chosen,
    })),
    hasNoTypes: scheme.supportTypes.length === 0,
    typesPath: `/schemes/${scheme.code}`,
    statements: statements.map((statement) => ({
      name: statementName(statement, scheme),
      covers: coversOf(statement.window),
      href: statementPath(statement),
      state: stateOf(statement),
      asOf: statement.window.asOf,
      preparedAt: statement.preparedAt,
      preparedBy: statement.preparedBy.name,
    })),
    sendingId: form?.one("sendingId") || randomUUID(),
    errors,
    error: errors[0] && { text: errors[0].text },
  };
};

export const statementsPage = (
  scheme: Scheme,
  statements: readonly Statement[],
  looking: Looking,
  typed: Typed & { readonly status?: number } = {},
): Reply => page("statement/statements.njk", statementsView(scheme, statements, looking, typed), typed.status);
