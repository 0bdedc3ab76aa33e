import { londonDay } from "../../shared/domain/dates.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { BudgetChangeRequest } from "../../shared/domain/ledger/budget-change.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { schemeAsOf } from "../../shared/domain/scheme/scheme-book.ts";
import { type FormRead, readNothing } from "../../shared/forms/form.ts";
import { type Again, type Asked, act, type FormSent } from "../../shared/http/act.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { budgetContracts } from "../../shared/http/contracts/budget-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { json, problem } from "../../shared/http/reply.ts";
import type { BudgetChanges } from "../../shared/store/budget-changes.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { kindTyped, readChangeForm, readRefusalForm } from "./change-form.ts";
import { changeReply, proposeOutcomes, settleOutcomes } from "./change-outcomes.ts";
import { type Choices, changePage, changesPage, newChangePage } from "./change-page.ts";
import { type ProposeOutcome, proposeChange } from "./propose-change.ts";
import { readBalances } from "./read-balances.ts";
import { type ChangeToSettle, refuseChange, type SettleOutcome, signChange, takeBackChange } from "./settle-change.ts";

export type BudgetPorts = Required<AnswerPorts> & {
  readonly schemes: Pick<Schemes, "book">;
  readonly money: Pick<Money, "envelopes" | "grant">;
  readonly changes: BudgetChanges;
};

/** Finance moves money between the grant and its budgets. */
export const createBudget = (ports: BudgetPorts) => {
  const { schemes, changes } = ports;
  type InScheme = { readonly path: Readonly<Record<string, string>>; readonly now: Date };
  const schemeIn = async ({ path: { scheme = "" }, now }: InScheme) => schemeAsOf(await schemes.book(now), scheme, londonDay(now));
  const changeIn = async ({ path: { scheme = "", changeId = "" } }: InScheme) =>
    isCaseId(changeId) ? changes.find(scheme, changeId) : undefined;

  const readChoices = async (scheme: Scheme): Promise<Choices> => {
    const [balances, made] = await Promise.all([readBalances(scheme, {}, ports), changes.ofScheme(scheme.code)]);
    return { ...balances, spends: made.filter(({ stands = 0 }) => stands > 0) };
  };

  const propose = async ({ request, by, now, sendingId, path }: Asked<BudgetChangeRequest>): Promise<ProposeOutcome> => {
    const scheme = await schemeIn({ path, now });
    return scheme ? proposeChange({ scheme, sendingId, request, by, now }, ports) : { kind: "notFound" };
  };
  const newChangeAgain = async ({ path, form, now }: FormSent, says: Again) => {
    const scheme = await schemeIn({ path, now });
    if (!scheme) return notFoundPage();
    return newChangePage(scheme, kindTyped(form.one("kind")) ?? "", await readChoices(scheme), now, { ...says, form });
  };

  /** Signing, refusing and taking back differ in their form and use case alone. */
  const settle = <T>(read: (form: Form) => FormRead<T>, settleChange: (change: ChangeToSettle, request: T) => Promise<SettleOutcome>) =>
    act({
      read,
      take: async ({ path, request, by, now }: Asked<T>): Promise<SettleOutcome> => {
        const scheme = await schemeIn({ path, now });
        return scheme ? settleChange({ scheme, changeId: path.changeId ?? "", by, now }, request) : { kind: "notFound" };
      },
      outcomes: settleOutcomes,
      again: async ({ path, form, by, now }, says) => {
        const [scheme, change] = [await schemeIn({ path, now }), await changeIn({ path, now })];
        return scheme && change ? changePage(scheme, change, by, { ...says, form }) : notFoundPage();
      },
    });

  return answer(
    "budget",
    budgetContracts,
    {
      reads: {
        "GET /finance/{scheme}/changes": async ({ path, query, now, principal }) => {
          const scheme = await schemeIn({ path, now });
          return scheme ? changesPage(scheme, await changes.ofScheme(scheme.code), principal, query.page) : notFoundPage();
        },

        "GET /finance/{scheme}/changes/new": async ({ path, query, now }) => {
          const scheme = await schemeIn({ path, now });
          return scheme ? newChangePage(scheme, query.kind, await readChoices(scheme), now) : notFoundPage();
        },

        "GET /finance/{scheme}/changes/{changeId}": async ({ path, now, principal }) => {
          const [scheme, change] = [await schemeIn({ path, now }), await changeIn({ path, now })];
          return scheme && change ? changePage(scheme, change, principal) : notFoundPage();
        },

        "GET /api/schemes/{scheme}/budget-changes": async ({ path, now }) => {
          const scheme = await schemeIn({ path, now });
          if (!scheme) return problem("not-found");
          const items = (await changes.ofScheme(scheme.code)).map(changeReply);
          return json({ items, count: items.length });
        },

        "GET /api/schemes/{scheme}/budget-changes/{changeId}": async ({ path, now }) => {
          const change = await changeIn({ path, now });
          return change ? json(changeReply(change)) : problem("not-found");
        },
      },
      acts: {
        proposeBudgetChange: act({
          read: readChangeForm,
          sendingId: (form) => `form:${form.one("sendingId").slice(0, 100)}`,
          take: propose,
          outcomes: proposeOutcomes,
          again: newChangeAgain,
        }),
        signBudgetChange: settle(readNothing, (change) => signChange(change, ports)),
        refuseBudgetChange: settle(readRefusalForm, (change, { why }) => refuseChange({ ...change, why }, ports)),
        takeBackBudgetChange: settle(readNothing, (change) => takeBackChange(change, ports)),
      },
    },
    ports,
  );
};
