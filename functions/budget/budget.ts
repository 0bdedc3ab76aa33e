import { londonDay } from "../../shared/domain/dates.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import { schemeAsOf } from "../../shared/domain/scheme/scheme-book.ts";
import { answer, notFoundPage } from "../../shared/http/answer.ts";
import type { Tokens } from "../../shared/http/identity.ts";
import { json, problem } from "../../shared/http/reply.ts";
import type { BudgetChanges } from "../../shared/store/budget-changes.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import type { Sessions } from "../../shared/store/sessions.ts";
import { kindTyped, readChangeForm, readRefusalForm } from "./change-form.ts";
import { changePage, changesPage, newChangePage, proposedPage, settledPage } from "./change-pages.ts";
import { changeReply, proposeReply, settleReply } from "./change-replies.ts";
import { proposeChange } from "./propose-change.ts";
import { readBalances } from "./read-balances.ts";
import { refuseChange, signChange, takeBackChange } from "./settle-change.ts";

export type BudgetPorts = {
  readonly origin: string;
  readonly sessions: Pick<Sessions, "find">;
  readonly tokens: Tokens;
  readonly schemes: Pick<Schemes, "book">;
  readonly money: Pick<Money, "envelopes" | "grant">;
  readonly changes: BudgetChanges;
};

/** Finance moves money between the grant and its budgets. Pages first, then the API: both make the same use cases. */
export const createBudget = (ports: BudgetPorts) => {
  const { origin, sessions, tokens, schemes, changes } = ports;
  type Asked = { readonly path: Readonly<Record<string, string>>; readonly now: Date };
  const schemeIn = async ({ path: { scheme = "" }, now }: Asked) => schemeAsOf(await schemes.book(now), scheme, londonDay(now));
  const changeIn = async ({ path: { scheme = "", changeId = "" } }: Asked) =>
    isCaseId(changeId) ? changes.find(scheme, changeId) : undefined;

  return answer(
    "budget",
    {
      "GET /finance/{scheme}/changes": async ({ path, now, principal }) => {
        const scheme = await schemeIn({ path, now });
        return scheme ? changesPage(scheme, await changes.ofScheme(scheme.code), principal) : notFoundPage();
      },

      "GET /finance/{scheme}/changes/new": async ({ path, query, now }) => {
        const scheme = await schemeIn({ path, now });
        return scheme ? newChangePage(scheme, query.kind, await readBalances(scheme, ports), now) : notFoundPage();
      },

      "POST /finance/{scheme}/changes": async ({ path, form, now, principal }) => {
        const scheme = await schemeIn({ path, now });
        if (!scheme) return notFoundPage();
        const balances = await readBalances(scheme, ports);
        const kind = kindTyped(form.one("kind")) ?? "";
        const read = readChangeForm(form);
        if (read.kind === "invalid") return newChangePage(scheme, kind, balances, now, { form, errors: read.errors, status: 400 });
        const sendingId = `form:${form.one("sendingId").slice(0, 100)}`;
        const outcome = await proposeChange({ scheme, sendingId, request: read.request, by: principal, now }, ports);
        return proposedPage(outcome, (errors, status) => newChangePage(scheme, kind, balances, now, { form, errors, status }));
      },

      "GET /finance/{scheme}/changes/{changeId}": async ({ path, now, principal }) => {
        const [scheme, change] = [await schemeIn({ path, now }), await changeIn({ path, now })];
        return scheme && change ? changePage(scheme, change, principal) : notFoundPage();
      },

      "POST /finance/{scheme}/changes/{changeId}/sign": async ({ path, now, principal }) => {
        const scheme = await schemeIn({ path, now });
        if (!scheme) return notFoundPage();
        const { changeId = "" } = path;
        return settledPage(await signChange({ scheme, changeId, by: principal, now }, ports), scheme, principal);
      },

      "POST /finance/{scheme}/changes/{changeId}/refuse": async ({ path, form, now, principal }) => {
        const [scheme, change] = [await schemeIn({ path, now }), await changeIn({ path, now })];
        if (!scheme || !change) return notFoundPage();
        const read = readRefusalForm(form);
        if (read.kind === "invalid") return changePage(scheme, change, principal, { errors: read.errors, form, status: 400 });
        const asked = { scheme, changeId: change.changeId, by: principal, now, why: read.request.why };
        return settledPage(await refuseChange(asked, ports), scheme, principal);
      },

      "POST /finance/{scheme}/changes/{changeId}/take-back": async ({ path, now, principal }) => {
        const scheme = await schemeIn({ path, now });
        if (!scheme) return notFoundPage();
        const { changeId = "" } = path;
        return settledPage(await takeBackChange({ scheme, changeId, by: principal, now }, ports), scheme, principal);
      },

      "GET /api/schemes/{scheme}/budget-changes": async ({ path, now }) => {
        const scheme = await schemeIn({ path, now });
        return scheme ? json({ items: (await changes.ofScheme(scheme.code)).map(changeReply) }) : problem("not-found");
      },

      "GET /api/schemes/{scheme}/budget-changes/{changeId}": async ({ path, now }) => {
        const change = await changeIn({ path, now });
        return change ? json(changeReply(change)) : problem("not-found");
      },

      "POST /api/schemes/{scheme}/budget-changes": async ({ path, body: request, principal, now, idempotencyKey }) => {
        const scheme = await schemeIn({ path, now });
        if (!scheme) return problem("not-found");
        return proposeReply(await proposeChange({ scheme, sendingId: idempotencyKey, request, by: principal, now }, ports));
      },

      "POST /api/schemes/{scheme}/budget-changes/{changeId}/signatures": async ({ path, principal, now }) => {
        const scheme = await schemeIn({ path, now });
        if (!scheme) return problem("not-found");
        return settleReply(await signChange({ scheme, changeId: path.changeId ?? "", by: principal, now }, ports));
      },

      "POST /api/schemes/{scheme}/budget-changes/{changeId}/refusals": async ({ path, body: { why }, principal, now }) => {
        const scheme = await schemeIn({ path, now });
        if (!scheme) return problem("not-found");
        return settleReply(await refuseChange({ scheme, changeId: path.changeId ?? "", by: principal, now, why }, ports));
      },

      "POST /api/schemes/{scheme}/budget-changes/{changeId}/withdrawals": async ({ path, principal, now }) => {
        const scheme = await schemeIn({ path, now });
        if (!scheme) return problem("not-found");
        return settleReply(await takeBackChange({ scheme, changeId: path.changeId ?? "", by: principal, now }, ports));
      },
    },
    { origin, sessions, tokens },
  );
};
