import { londonDay } from "../../shared/domain/dates.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import { schemeAsOf } from "../../shared/domain/scheme/scheme-book.ts";
import type { YearEndPlan } from "../../shared/domain/year-end/year-end-plan.ts";
import { readNothing } from "../../shared/forms/form.ts";
import { type Asked, act, type FormSent } from "../../shared/http/act.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { type PlanRequest, yearEndContracts } from "../../shared/http/contracts/year-end-contracts.ts";
import { json, problem } from "../../shared/http/reply.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import type { YearEnds } from "../../shared/store/year-ends.ts";
import { readPlanForm, readSignForm } from "./plan-form.ts";
import { type PrepareOutcome, preparePlan } from "./prepare-plan.ts";
import { type SignOutcome, signPlan, type ThrowAwayOutcome, throwPlanAway } from "./sign-plan.ts";
import { prepareOutcomes, signOutcomes, throwAwayOutcomes } from "./year-end-outcomes.ts";
import { type ItemsShown, itemsPage, planPage, plansPage } from "./year-end-page.ts";
import { itemReply, planReply } from "./year-end-reply.ts";

export type YearEndPorts = Required<AnswerPorts> & {
  readonly schemes: Pick<Schemes, "book">;
  readonly yearEnds: Pick<YearEnds, "find" | "ofScheme" | "items" | "outcomes" | "prepare" | "sign" | "throwAway">;
};

type InScheme = { readonly path: Readonly<Record<string, string>>; readonly now: Date };

const partWanted = (typed: string | undefined): number => (typed !== undefined && /^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : 1);

/** A scheme's end: what happens to everything that it leaves open, and which money goes back to the department. */
export const createYearEnd = (ports: YearEndPorts) => {
  const { schemes, yearEnds } = ports;
  const schemeIn = async ({ path: { scheme = "" }, now }: InScheme) => schemeAsOf(await schemes.book(now), scheme, londonDay(now));
  const planIn = async ({ path: { scheme = "", planId = "" } }: InScheme) => (isCaseId(planId) ? yearEnds.find(scheme, planId) : undefined);
  const found = async (asked: InScheme) => {
    const [scheme, plan] = [await schemeIn(asked), await planIn(asked)];
    return scheme && plan ? { scheme, plan } : undefined;
  };
  const shown = async ({ planId, state }: YearEndPlan, part: number): Promise<ItemsShown | undefined> => {
    // Items of a list that is not complete may not be all.
    if (state === "listing") return undefined;
    const [items, done] = await Promise.all([yearEnds.items(planId, part), yearEnds.outcomes(planId, part)]);
    return items && { items, ...(done && { done }) };
  };

  const prepare = async ({ path, request, by, now, sendingId }: Asked<PlanRequest>): Promise<PrepareOutcome> => {
    const scheme = await schemeIn({ path, now });
    return scheme ? preparePlan({ scheme, sendingId, request, by, now }, ports) : { kind: "notFound" };
  };
  const sign = async ({ path, request: { hash }, by, now }: Asked<{ readonly hash: string }>): Promise<SignOutcome> => {
    const scheme = await schemeIn({ path, now });
    return scheme ? signPlan({ scheme, planId: path.planId ?? "", hash, by, now }, ports) : { kind: "notFound" };
  };
  const throwAway = async ({ path, by, now }: Asked): Promise<ThrowAwayOutcome> => {
    const scheme = await schemeIn({ path, now });
    return scheme ? throwPlanAway({ scheme, planId: path.planId ?? "", by, now }, ports) : { kind: "notFound" };
  };
  const planAgain = async ({ path, form, by, now }: FormSent, says: Parameters<typeof planPage>[4]) => {
    const one = await found({ path, now });
    return one ? planPage(one.scheme, one.plan, by, now, { ...says, form }) : notFoundPage();
  };

  return answer(
    "yearEnd",
    yearEndContracts,
    {
      reads: {
        "GET /finance/{scheme}/year-end": async ({ path, now, principal }) => {
          const scheme = await schemeIn({ path, now });
          return scheme ? plansPage(scheme, await yearEnds.ofScheme(scheme.code), principal, now) : notFoundPage();
        },

        "GET /finance/{scheme}/year-end/{planId}": async ({ path, now, principal }) => {
          const one = await found({ path, now });
          return one ? planPage(one.scheme, one.plan, principal, now) : notFoundPage();
        },

        "GET /finance/{scheme}/year-end/{planId}/items": async ({ path, query, now, principal }) => {
          const one = await found({ path, now });
          const items = one && (await shown(one.plan, partWanted(query.part)));
          return items ? itemsPage(one.scheme, one.plan, items, principal) : notFoundPage();
        },

        "GET /api/schemes/{scheme}/year-end-plans": async ({ path, now }) => {
          const scheme = await schemeIn({ path, now });
          if (!scheme) return problem("not-found");
          const items = (await yearEnds.ofScheme(scheme.code)).map(planReply);
          return json({ items, count: items.length });
        },

        "GET /api/schemes/{scheme}/year-end-plans/{planId}": async ({ path, now }) => {
          const one = await found({ path, now });
          return one ? json(planReply(one.plan)) : problem("not-found");
        },

        "GET /api/schemes/{scheme}/year-end-plans/{planId}/items": async ({ path, query, now }) => {
          const one = await found({ path, now });
          const part = partWanted(query.cursor);
          const items = one && (await shown(one.plan, part));
          if (!items) return problem("not-found");
          return json({
            items: items.items.items.map((item, index) => itemReply(item, items.done?.outcomes[index])),
            ...(part < (one.plan.parts ?? 1) && { next: String(part + 1) }),
          });
        },
      },
      acts: {
        prepareYearEnd: act({
          read: readPlanForm,
          sendingId: (form) => `form:${form.one("sendingId").slice(0, 100)}`,
          take: prepare,
          outcomes: prepareOutcomes,
          again: async ({ path, form, by, now }, says) => {
            const scheme = await schemeIn({ path, now });
            return scheme ? plansPage(scheme, await yearEnds.ofScheme(scheme.code), by, now, { ...says, form }) : notFoundPage();
          },
        }),
        signYearEnd: act({ read: readSignForm, take: sign, outcomes: signOutcomes, again: planAgain }),
        throwYearEndAway: act({ read: readNothing, take: throwAway, outcomes: throwAwayOutcomes, again: planAgain }),
      },
    },
    ports,
  );
};
