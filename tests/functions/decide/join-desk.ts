import { randomUUID } from "node:crypto";
import { awardGrant } from "../../../functions/decide/award-grant.ts";
import { joinHouseholds } from "../../../functions/decide/join-households.ts";
import { splitHousehold } from "../../../functions/decide/split-household.ts";
import { reconcileScheme } from "../../../functions/nightly/reconcile-scheme.ts";
import { differenceWords } from "../../../shared/domain/audit/difference.ts";
import type { AwardRequest } from "../../../shared/domain/award/award.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import type { HouseholdClaims } from "../../../shared/domain/household/household.ts";
import { pence } from "../../../shared/domain/money.ts";
import { nextDates } from "../../../shared/domain/rules/next-dates.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { dynamoBooks } from "../../../shared/store/books.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoHouseholdJoins } from "../../../shared/store/household-joins.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { aDayInCrf, allocateExample, applicationLike, approver, assessor, awardRequestFor, submitExample } from "../../examples.ts";
import { identitiesOn } from "../../setup/identities.ts";
import { freshTable } from "../../setup/table.ts";

export const portsOn = (table: Table) => ({
  cases: dynamoCases(table),
  awards: dynamoAwards(table),
  lines: dynamoLines(table),
  joins: dynamoHouseholdJoins(table),
  identities: identitiesOn(table),
  schemes: { book: async () => shippedSchemes },
});
export type JoinPorts = ReturnType<typeof portsOn>;

/** A table with money for every need, and two households that have applied. */
export const openJoinDesk = async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 5_000_00);
  await allocateExample(table, "CRF", "HOUSING_PAYMENT", 5_000_00, "november", { period: "2026-11" });
  const [a, b] = [await submitExample(table), await submitExample(table)];
  return { table, ports: portsOn(table), a, b };
};

export const fuel: AwardRequest["lines"] = [{ item: "fuelTopUp", amount: pence(49_00), delivery: "CASH" }];
export const rent: AwardRequest["lines"] = [{ item: "rentShortfall", amount: pence(120_00), delivery: "CASH" }];
export const bed: AwardRequest["lines"] = [{ item: "bed", amount: pence(90_00), delivery: "TANGIBLE" }];

export const awardTo = async (
  head: Pick<Case, "caseId">,
  lines: AwardRequest["lines"],
  ports: JoinPorts,
  { by = assessor, now = aDayInCrf } = {},
) => {
  const seen = await ports.cases.find(head.caseId);
  if (!seen) throw new Error("The case is not there.");
  const request = awardRequestFor(seen, { lines, checks: ["housingElementSeen"] });
  return awardGrant({ caseId: head.caseId, decisionId: randomUUID(), by, now, request }, ports);
};

export const join = (keep: Case, other: Case, ports: JoinPorts, by = approver, now = aDayInCrf) =>
  joinHouseholds({ keep: keep.householdId, join: other.householdId, by, reason: "The same people.", now }, ports);

export const split = (
  from: Case,
  part: Case,
  ports: JoinPorts,
  { awardsTo, by = approver }: { awardsTo?: Readonly<Record<string, string>>; by?: typeof approver } = {},
) =>
  splitHousehold(
    {
      ...{ householdId: from.householdId, part: part.householdId, by, reason: "They are two.", now: aDayInCrf },
      ...(awardsTo && { awardsTo }),
    },
    ports,
  );

/** A household's claims and finance's counts, without ids that differ from one table to the next. */
export const standingOf = async (table: Table, head: Case) => {
  const { cases } = portsOn(table);
  const { claims, spent, reached, decided, contact, parts } = await cases.claims(head.householdId);
  const of = ({ awardId: _, ...claim }: HouseholdClaims["claims"][number]) => claim;
  const today = "2026-11-20";
  return {
    claims: claims.map(of),
    spent,
    reached,
    decided: (decided ?? []).toSorted((one, other) => (one.span < other.span ? -1 : 1)),
    contact,
    isJoined: parts !== undefined,
    next: nextDates(["energy", "housing", "bedsAndBedding"], {
      application: applicationLike(),
      claims: { claims, spent },
      book: shippedSchemes,
      today,
    }),
  };
};

/** Every figure that finance reports, budget by budget. */
export const figuresOf = async (table: Table) =>
  (await dynamoMoney(table).envelopes("CRF"))
    .map(({ category, period, pot, available, committed, reserved, paid, payments, awards, households }) => ({
      ...{ category, period, pot, available, committed, reserved, paid, payments, awards, households },
    }))
    .toSorted((one, other) => (`${one.category} ${one.period}` < `${other.category} ${other.period}` ? -1 : 1));

export const differencesOf = async (table: Table): Promise<readonly string[]> =>
  (await reconcileScheme("CRF", shippedSchemes, aDayInCrf, { books: dynamoBooks(table) })).differences.map(differenceWords);
