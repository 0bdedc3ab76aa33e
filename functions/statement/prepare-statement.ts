import { createHash } from "node:crypto";
import { londonDay } from "../../shared/domain/dates.ts";
import { caseIdFrom } from "../../shared/domain/ids.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { type Statement, statementPeriods } from "../../shared/domain/return/statement.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { Fault } from "../../shared/fault.ts";
import type { Problem } from "../../shared/forms/form.ts";
import type { Statements } from "../../shared/store/statements.ts";

type ToPrepare = {
  readonly scheme: Scheme;
  readonly request: { readonly period: string };
  readonly by: Principal;
  readonly now: Date;
  /** The sender's own id of the request: sent again, it is the same statement. */
  readonly sendingId: string;
};

/** In order of precedence. */
export type PrepareOutcome =
  | { readonly kind: "preparing"; readonly statement: Statement }
  | { readonly kind: "notFound" }
  | { readonly kind: "otherStatementUnderThisId" }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] };

type PrepareStatementPorts = { readonly statements: Pick<Statements, "find" | "prepare"> };

/** An entry is written seconds after the moment that it names, so a statement leaves out the newest ones. */
const settleSeconds = 30;

const idFrom = ({ scheme, sendingId, by }: ToPrepare): string =>
  caseIdFrom(createHash("sha256").update(`${scheme.code}\nstatement\n${by.id}\n${sendingId}`).digest());

/** Keeps a statement of one period and has its figures counted. */
export const prepareStatement = async (toPrepare: ToPrepare, { statements }: PrepareStatementPorts): Promise<PrepareOutcome> => {
  const { scheme, request, by, now } = toPrepare;
  const statementId = idFrom(toPrepare);
  const metEarlier = (earlier: Statement): PrepareOutcome =>
    earlier.period === request.period ? { kind: "preparing", statement: earlier } : { kind: "otherStatementUnderThisId" };
  const earlier = await statements.find(scheme.code, statementId);
  if (earlier) return metEarlier(earlier);

  const period = statementPeriods(scheme).find(({ code }) => code === request.period);
  if (!period) return { kind: "problems", problems: [{ path: ["period"], message: "Select the year, or the whole scheme" }] };
  if (period.from > londonDay(now))
    return { kind: "problems", problems: [{ path: ["period"], message: `${period.label} has not begun: select one that has` }] };
  const { from, to } = period;
  const statement: Statement = {
    statementId,
    scheme: scheme.code,
    schemeVersion: scheme.version,
    period: period.code,
    window: { from, to, asOf: new Date(now.getTime() - settleSeconds * 1_000).toISOString() },
    state: "counting",
    version: 1,
    preparedBy: actorOf(by),
    preparedAt: now.toISOString(),
  };
  if ((await statements.prepare(statement)).kind === "kept") return { kind: "preparing", statement };
  // The same request, sent twice at once.
  const first = await statements.find(scheme.code, statementId);
  if (!first) throw new Fault("itemUnreadable");
  return metEarlier(first);
};
