import { formatDay, londonDay } from "../../shared/domain/dates.ts";
import { partsOf, takenApart } from "../../shared/domain/household/parts.ts";
import { needs } from "../../shared/domain/needs.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { FieldView } from "../../shared/forms/field.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { blankForm } from "../../shared/forms/typed-form.ts";
import type { Again } from "../../shared/http/act.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply, seeOther } from "../../shared/http/reply.ts";
import { outOfHouseholdPage } from "./household-page.ts";
import { householdPath } from "./household-paths.ts";
import { type HouseholdFacts, isOutOfHousehold, type ReadHouseholdPorts, readHousehold } from "./read-household.ts";
import { awardField, splitReason } from "./split-form.ts";

type Choice = { readonly value: string; readonly text: string; readonly checked: boolean };

type SplitPageView = {
  readonly householdId: string;
  readonly partId: string;
  readonly joinedAt: string;
  readonly joinedBy: string;
  readonly joinedReason: string;
  readonly cases: readonly { readonly caseId: string; readonly applicantName: string }[];
  readonly awards: readonly {
    readonly awardId: string;
    readonly field: string;
    readonly legend: string;
    readonly choices: readonly Choice[];
    readonly error?: { readonly text: string };
  }[];
  readonly reason: readonly FieldView[];
  readonly errors: readonly FormError[];
  readonly notice?: string;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "household/split.njk": SplitPageView;
  }
}

type SplitPageShown = Partial<Again> & { readonly principal: Principal; readonly form?: Form };

export const splitPage = async (
  { householdId, partId }: { readonly householdId: string; readonly partId: string },
  ports: ReadHouseholdPorts,
  shown: SplitPageShown,
): Promise<Reply> => {
  const read = await readHousehold(householdId, ports);
  if (read.kind === "notFound") return notFoundPage();
  if (read.kind === "joined") return seeOther(householdPath(read.to));
  if (isOutOfHousehold(read.facts, shown.principal)) return outOfHouseholdPage(read.facts);
  const view = viewOf(read.facts, partId, shown);
  return view ? page("household/split.njk", view, shown.status) : notFoundPage();
};

const viewOf = (
  { claims, cases, awards, identity: { householdId } }: HouseholdFacts,
  partId: string,
  { form, errors = [], notice }: SplitPageShown,
): SplitPageView | undefined => {
  const joined = partsOf(claims).find((part) => part.householdId === partId)?.joined;
  if (!joined) return undefined;
  const leaving = takenApart(claims, partId).leaving;
  const leaves = leaving.map((part) => part.householdId);
  const choicesFor = (awardId: string): readonly Choice[] => {
    const isLeaving = leaving.some((part) => part.claims.some((claim) => claim.awardId === awardId));
    const chosen = form ? form.one(awardField(awardId)) : isLeaving ? partId : householdId;
    return [
      { value: householdId, text: `Household ${householdId}, which stays`, checked: chosen === householdId },
      { value: partId, text: `Household ${partId}, which is split off`, checked: chosen === partId },
    ];
  };
  const needsOf = (awardId: string) => [
    ...new Set(claims.claims.filter((claim) => claim.awardId === awardId).map(({ need }) => needs[need])),
  ];
  return {
    householdId,
    partId,
    joinedAt: joined.at,
    joinedBy: joined.by.name,
    joinedReason: joined.reason,
    cases: cases
      .filter((one) => leaves.includes(one.case.householdId))
      .map((one) => ({ caseId: one.case.caseId, applicantName: one.case.applicantName })),
    awards: awards
      .filter(({ committedAt, awardId }) => committedAt >= joined.at && needsOf(awardId).length > 0)
      .map(({ awardId, committedAt }) => {
        const problem = errors.find(({ field }) => field === awardField(awardId));
        return {
          awardId,
          field: awardField(awardId),
          legend: `${awardId}, ${formatDay(londonDay(new Date(committedAt)))}: ${needsOf(awardId).join("; ")}`,
          choices: choicesFor(awardId),
          ...(problem && { error: { text: problem.text } }),
        };
      }),
    reason: [splitReason.view({ form: form ?? blankForm, errors, size: "s" })],
    errors,
    ...(notice !== undefined && { notice }),
  };
};
