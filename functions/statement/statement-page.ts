import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { isTooSmall, publicFigures } from "../../shared/domain/return/public-figures.ts";
import { partsOfStatement } from "../../shared/domain/return/statement.ts";
import { partAgainst } from "../../shared/domain/separation.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import type { FormError } from "../../shared/forms/form.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import { acts } from "../../shared/system.ts";
import { figuresView } from "./figures-view.ts";
import type { FoundStatement } from "./find-statement.ts";
import type { Rebuilt } from "./rebuild-statement.ts";
import { publicFiguresPath, statementPath, statementsPath } from "./statement-paths.ts";
import { countText, coversOf, notNowWords, statementName, stateOf, tooSmallWords, toThePenny } from "./statement-words.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "statement/statement.njk": ReturnType<typeof statementView>;
    "statement/rebuilt.njk": ReturnType<typeof rebuiltView>;
  }
}

type Typed = { readonly form?: Form; readonly errors?: readonly FormError[]; readonly notice?: string };

const statementView = ({ statement, scheme }: FoundStatement, principal: Principal, { form, errors = [], notice }: Typed) => {
  const { figures, state, window, statementId } = statement;
  const row = partAgainst("statement", "approveStatement", principal, partsOfStatement(statement));
  const mayApprove = state === "ready" && holdsOneOf(principal, acts.approveStatement.who);
  const shown = figures && publicFigures(figures);
  const isSmall = figures !== undefined && isTooSmall(figures);
  return {
    scheme,
    title: statementName(statement, scheme),
    path: statementPath(statement),
    list: statementsPath(scheme.code),
    publicPath: state === "approved" ? publicFiguresPath : undefined,
    statementId,
    covers: coversOf(window),
    asOf: window.asOf,
    preparedAt: statement.preparedAt,
    preparedBy: statement.preparedBy.name,
    settled: statement.settled,
    state: stateOf(statement),
    isCounting: state === "counting",
    isSmall,
    tooSmallWords,
    shown:
      shown && !isSmall ? figuresView({ ...window, id: "statement", name: statementName(statement, scheme), figures: shown }) : undefined,
    exact: figures && [
      { label: "Households helped", value: countText(figures.households) },
      ...figures.types.map(({ label, households }) => ({ label, value: countText(households) })),
      { label: "A single award", value: countText(figures.awards.one) },
      { label: "Two or three awards", value: countText(figures.awards.twoOrThree) },
      { label: "More than three awards", value: countText(figures.awards.moreThanThree) },
      { label: "Grant", value: toThePenny(figures.grant) },
      { label: "Awarded to households", value: toThePenny(figures.awarded) },
      { label: "Of that, paid or delivered", value: toThePenny(figures.paid) },
      { label: "Services, and running the fund", value: toThePenny(figures.otherSpend) },
      { label: "Referrals made", value: countText(figures.referrals) },
    ],
    mayApprove: mayApprove && !row && !isSmall,
    keptApart: mayApprove && row ? separationWords(row) : undefined,
    mayRefuse: (state === "ready" || state === "approved") && holdsOneOf(principal, acts.refuseStatement.who),
    typedWhy: form?.one("why") ?? "",
    notice,
    errors,
    error: errors[0] && { text: errors[0].text },
  };
};

export const statementPage = (found: FoundStatement, principal: Principal, typed: Typed & { readonly status?: number } = {}): Reply =>
  page("statement/statement.njk", statementView(found, principal, typed), typed.status);

type Compared = Exclude<Rebuilt, { kind: "notFound" }>;

const rebuiltView = (rebuilt: Compared) => {
  const { statement, scheme } = rebuilt.found;
  return {
    title: statementName(statement, scheme),
    path: statementPath(statement),
    asOf: statement.window.asOf,
    notCounted: rebuilt.kind === "notCounted" ? notNowWords(statement) : undefined,
    differing: rebuilt.kind === "rebuilt" ? rebuilt.differing : [],
  };
};

export const rebuiltPage = (rebuilt: Compared): Reply => page("statement/rebuilt.njk", rebuiltView(rebuilt));
