import { formatDay, londonDay } from "../../shared/domain/dates.ts";
import { reasonsToLeave } from "../../shared/domain/identity/identity.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { Field, FieldView } from "../../shared/forms/field.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { blankForm } from "../../shared/forms/typed-form.ts";
import type { Again } from "../../shared/http/act.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply, seeOther } from "../../shared/http/reply.ts";
import { outOfHouseholdPage } from "./household-page.ts";
import { householdPath } from "./household-paths.ts";
import { addressWords, ageWords, leftWords } from "./household-words.ts";
import { type HouseholdFacts, isOutOfHousehold, type ReadHouseholdPorts, readHousehold } from "./read-household.ts";
import { correctionFields, homeFields, leavingFields, memberFields, typedMember } from "./record-form.ts";

type PageShown = Partial<Again> & { readonly principal: Principal; readonly now: Date; readonly form?: Form };

type FormView = {
  readonly householdId: string;
  readonly version: number;
  readonly errors: readonly FormError[];
  readonly notice?: string;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "household/add.njk": FormView & { readonly inputs: readonly FieldView[] };
    "household/move.njk": FormView & {
      readonly now?: string;
      readonly where: readonly FieldView[];
      readonly address: readonly FieldView[];
      readonly staying: readonly FieldView[];
      readonly when: readonly FieldView[];
    };
    "household/person.njk": FormView & {
      readonly person: { readonly personId: string; readonly name: string; readonly facts: readonly (readonly [string, string])[] };
      readonly hasLeft: boolean;
      readonly correction: readonly FieldView[];
      readonly leaving: readonly FieldView[];
    };
  }
}

type AnyField = Pick<Field<unknown>, "view">;
const viewsOf = (fields: Readonly<Record<string, AnyField>>, form: Form, errors: readonly FormError[]): readonly FieldView[] =>
  Object.values(fields).map((field) => field.view({ form, errors, size: "s" }));

/** Reads the household for a page of a form, or answers with the page that stands in its place. */
const found = async (
  householdId: string,
  ports: ReadHouseholdPorts,
  principal: Principal,
  show: (facts: HouseholdFacts) => Reply,
): Promise<Reply> => {
  const read = await readHousehold(householdId, ports);
  if (read.kind === "notFound") return notFoundPage();
  if (read.kind === "joined") return seeOther(householdPath(read.to));
  return isOutOfHousehold(read.facts, principal) ? outOfHouseholdPage(read.facts) : show(read.facts);
};

const baseOf = ({ identity: { householdId, version } }: HouseholdFacts, { errors = [], notice }: PageShown): FormView => ({
  householdId,
  version,
  errors,
  ...(notice !== undefined && { notice }),
});

export const addPage = (householdId: string, ports: ReadHouseholdPorts, shown: PageShown): Promise<Reply> =>
  found(householdId, ports, shown.principal, (facts) =>
    page(
      "household/add.njk",
      { ...baseOf(facts, shown), inputs: viewsOf(memberFields, shown.form ?? blankForm, shown.errors ?? []) },
      shown.status,
    ),
  );

export const movePage = (householdId: string, ports: ReadHouseholdPorts, shown: PageShown): Promise<Reply> =>
  found(householdId, ports, shown.principal, (facts) => {
    const { form = blankForm, errors = [] } = shown;
    const { kind, staying, on, reason, ...address } = homeFields;
    const home = facts.identity.homes.at(-1);
    return page(
      "household/move.njk",
      {
        ...baseOf(facts, shown),
        now: home && `${addressWords(home)}, since ${formatDay(home.from)}`,
        where: viewsOf({ kind }, form, errors),
        address: viewsOf(address, form, errors),
        staying: viewsOf({ staying }, form, errors),
        when: viewsOf({ on, reason }, form, errors),
      },
      shown.status,
    );
  });

/** The form that was sent comes back as it was typed; the other one as it is known. */
export type PersonPageShown = PageShown & { readonly sent?: "correction" | "leaving" };

export const personPage = (
  { householdId, personId }: { readonly householdId: string; readonly personId: string },
  ports: ReadHouseholdPorts,
  shown: PersonPageShown,
): Promise<Reply> =>
  found(householdId, ports, shown.principal, (facts) => {
    const { form = blankForm, errors = [], sent, now } = shown;
    const person = facts.identity.people.find((one) => one.personId === personId);
    if (!person) return notFoundPage();
    const { name, from, until, left } = person;
    return page(
      "household/person.njk",
      {
        ...baseOf(facts, shown),
        person: {
          personId,
          name,
          facts: [
            ["Age", ageWords(person, until ?? londonDay(now))],
            ["Of the household since", formatDay(from)],
            ...(until !== undefined && left ? ([["Left", leftWords(until, reasonsToLeave[left])]] as const) : []),
          ],
        },
        hasLeft: until !== undefined,
        correction: viewsOf(correctionFields, sent === "correction" ? form : typedMember(person), sent === "correction" ? errors : []),
        leaving: viewsOf(leavingFields, sent === "leaving" ? form : blankForm, sent === "leaving" ? errors : []),
      },
      shown.status,
    );
  });
