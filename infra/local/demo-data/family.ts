import { recordChange } from "../../../functions/household/record-change.ts";
import { settleMatch } from "../../../functions/match/settle-match.ts";
import type { ApplicationInput, Person } from "../../../shared/domain/application.ts";
import { addDays, addMonths, type Day, londonDay } from "../../../shared/domain/dates.ts";
import type { ToRecord } from "../../../shared/domain/identity/change-household.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoHouseholdIdentities } from "../../../shared/store/household-identities.ts";
import { dynamoHouseholdJoins } from "../../../shared/store/household-joins.ts";
import { dynamoHouseholdRecords } from "../../../shared/store/household-records.ts";
import { dynamoInterests } from "../../../shared/store/interests.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoMatches } from "../../../shared/store/matches.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { type AccountId, accounts } from "../accounts.ts";
import { type DemoApplication, type DemoHousehold, demoCaseId } from "./households.ts";

/** A family whose household changes: a partner leaves, a baby is born, a son turns 18, and she applies again elsewhere. */

const at = (day: Day, hour: number): Date => new Date(`${day}T${String(hour).padStart(2, "0")}:15:00Z`);

const address = { kind: "settled", line1: "Flat 2, 91 Loom Way", town: "Coventry", postcode: "CV1 3BD" } as const;

const applicationOf = (people: readonly Person[], need: "energy" | "food", more: Partial<ApplicationInput> = {}): ApplicationInput => ({
  applicant: { role: "self" },
  people: [...people],
  address,
  money: { monthlyIncome: 980_00, benefits: ["universalCredit", "childBenefit"], savings: 15_00, monthlyHousingCosts: 560_00 },
  circumstances: { trigger: "dropInIncome", story: "The money for this month is gone.", without: [], helpFrom: [] },
  wants: { needs: [need] },
  publicFunds: { noRecourse: "no" },
  contact: { ways: ["phone", "letter"], phone: "07700 900417" },
  sharing: { agreed: true },
  declared: true,
  ...more,
});

export const demoFamily = (today: Day): DemoHousehold => {
  const mother: Person = { name: "Imani Nuffield", dateOfBirth: "1987-05-14", relationship: "self" };
  const partner: Person = { name: "Curtis Hale", dateOfBirth: "1984-10-02", relationship: "partner" };
  const son: Person = {
    name: "Jerome Nuffield",
    dateOfBirth: addDays(addMonths(today, -18 * 12), -20),
    relationship: "child",
    shares: "money",
  };
  const baby: Person = { name: "Nia Nuffield", dateOfBirth: addDays(today, -95), relationship: "child" };
  const award = { kind: "award", items: [{ code: "fuelTopUp", amount: 49_00 }] } as const;
  const first: DemoApplication = {
    at: at(addDays(today, -210), 9),
    decidedAt: at(addDays(today, -209), 11),
    application: applicationOf([mother, partner, son], "energy"),
    decision: award,
  };
  const second: DemoApplication = {
    at: at(addDays(today, -80), 10),
    decidedAt: at(addDays(today, -79), 12),
    application: applicationOf([mother, son, baby], "food"),
    decision: { kind: "award", items: [{ code: "foodParcel", amount: 45_00 }] },
  };
  // In another order of the names, from a new address: a person compares the two.
  const elsewhere: DemoApplication = {
    at: at(addDays(today, -9), 14),
    decidedAt: at(addDays(today, -8), 9),
    application: applicationOf([{ ...mother, name: "Nuffield Imani" }], "energy", {
      address: { kind: "settled", line1: "14 Kiln Street", town: "Coventry", postcode: "CV2 4GH" },
      contact: { ways: ["letter"] },
    }),
    decision: { kind: "leave" },
  };
  return [first, second, elsewhere];
};

/** Somebody whose name and date of birth came in otherwise the second time. An assessor has yet to compare the two. */
export const demoToCompare = (today: Day): DemoHousehold => {
  const before: Person = { name: "Zofia Wren", dateOfBirth: "1979-04-11", relationship: "self" };
  const now: Person = { name: "Sofia Wren", dateOfBirth: "1979-11-04", relationship: "self" };
  const award = { kind: "award", items: [{ code: "fuelTopUp", amount: 49_00 }] } as const;
  return [
    {
      at: at(addDays(today, -60), 10),
      decidedAt: at(addDays(today, -59), 12),
      application: applicationOf([before], "energy", homeAt("8 Foundry Road", "CV6 6AA")),
      decision: award,
    },
    {
      at: at(addDays(today, -2), 13),
      decidedAt: at(addDays(today, -1), 9),
      application: applicationOf([now], "energy", homeAt("31 Mill Rise", "CV2 4BB")),
      decision: { kind: "leave" },
    },
  ];
};

const homeAt = (line1: string, postcode: string): Partial<ApplicationInput> => ({
  address: { kind: "settled", line1, town: "Coventry", postcode },
  contact: { ways: ["text"], phone: "07700 900638" },
});

/** Staff record the family's history through the service's own use cases. */
export const recordFamily = async (family: DemoHousehold, table: Table, now: Date, matchingKey: string): Promise<void> => {
  const [first, , elsewhere] = family;
  if (!first || !elsewhere) return;
  const today = londonDay(now);
  const identities = dynamoHouseholdIdentities(table, () => Promise.resolve(matchingKey));
  const ports = {
    cases: dynamoCases(table),
    identities,
    records: dynamoHouseholdRecords(table, identities),
    interests: dynamoInterests(table),
    joins: dynamoHouseholdJoins(table),
    matches: dynamoMatches(table),
    schemes: dynamoSchemes(table),
  };
  const head = await ports.cases.find(demoCaseId(first));
  const known = head && (await identities.find(head.householdId));
  if (!head || !known) return;
  const left: ToRecord = {
    kind: "memberLeft",
    personId: `${head.caseId}-P2`,
    why: "parted",
    on: addDays(today, -120),
  };
  const asked = { householdId: head.householdId, seen: { version: known.version }, asked: left };
  await recordChange(
    { ...asked, reason: "She said so on the phone: they parted in the summer.", by: staff("assessor-1"), now: at(addDays(today, -78), 15) },
    ports,
  );

  const other = await ports.cases.find(demoCaseId(elsewhere));
  const candidateId = other?.possibleHouseholds[0];
  if (!other || !candidateId) return;
  const request = { as: "same" as const, reason: "The same woman: she showed the same papers, and had moved." };
  await settleMatch({ caseId: other.caseId, candidateId, request, by: staff("approver"), now: at(addDays(today, -7), 10) }, ports);
};

const staff = (account: AccountId) => ({ id: account, name: accounts[account].name, roles: [...rolesOf(account)] });
const rolesOf = (account: AccountId) => (account === "approver" ? (["approver"] as const) : (["assessor"] as const));
