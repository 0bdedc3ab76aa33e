import { barredFrom, type Interest, openInterests } from "../../shared/domain/household/interest.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { ErrorAt } from "../../shared/pages/views.ts";
import type { HouseholdBehind, Interests } from "../../shared/store/interests.ts";
import { acts } from "../../shared/system.ts";

type InterestsPageView = {
  readonly caseId: string;
  readonly people: readonly { readonly id: string; readonly name: string; readonly at?: string }[];
  readonly lifted: readonly (Interest & { readonly lifted: NonNullable<Interest["lifted"]> })[];
  readonly mayLift: boolean;
  readonly typed?: { readonly principalId: string; readonly reason: string };
  readonly notice?: string;
  readonly errors: readonly FormError[];
  readonly errorAt: ErrorAt;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "assess/interests.njk": InterestsPageView;
  }
}

export type InterestsPageShown = {
  readonly principal: Principal;
  readonly form?: Form;
  readonly errors?: readonly FormError[];
  readonly notice?: string;
  readonly status?: number;
};

/** Lists the interests in a household, with a form that lifts each. It says nothing else of the household. */
export const interestsPage = async (
  caseId: string,
  { interests }: { readonly interests: Pick<Interests, "behind"> },
  { principal, form, errors = [], notice, status = 200 }: InterestsPageShown,
): Promise<Reply> => {
  const found = isCaseId(caseId) ? await interests.behind(caseId) : undefined;
  if (!found) return notFoundPage();
  const people = peopleIn(found);
  const view: InterestsPageView = {
    caseId,
    people,
    lifted: (found.household.interests ?? []).flatMap((one) => (one.lifted ? { ...one, lifted: one.lifted } : [])),
    mayLift: holdsOneOf(principal, acts.liftInterest.who) && people.every(({ id }) => id !== principal.id),
    typed: form && { principalId: form.one("principalId"), reason: form.one("reason") },
    notice,
    errors,
    errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
  };
  return page("assess/interests.njk", view, status);
};

/** The earliest interests stand in a case alone, without a name. */
const peopleIn = ({ household, case: head }: HouseholdBehind): InterestsPageView["people"] => {
  const inHousehold = openInterests(household).map(({ by: { id, name }, at }) => ({ id, name, at }));
  const known = new Set(barredFrom(household));
  const inCase = (head?.barred ?? []).filter((id) => !known.has(id));
  return [...inHousehold, ...inCase.map((id) => ({ id, name: id }))];
};
