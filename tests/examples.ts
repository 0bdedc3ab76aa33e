import { randomBytes } from "node:crypto";
import type { Application, ApplicationInput } from "../shared/domain/application.ts";
import { isUrgent, personHelped } from "../shared/domain/application.ts";
import type { AwardRequest } from "../shared/domain/award/award.ts";
import type { Case } from "../shared/domain/case/case.ts";
import { type Step, type StepKind, takeStep } from "../shared/domain/case/take-step.ts";
import { londonDay } from "../shared/domain/dates.ts";
import { caseIdFrom } from "../shared/domain/ids.ts";
import { type Pot, periodOn, wholePeriod } from "../shared/domain/ledger/envelope.ts";
import { placesOf } from "../shared/domain/ledger/ledger.ts";
import { pence } from "../shared/domain/money.ts";
import { type Actor, type Principal, resident } from "../shared/domain/principal.ts";
import type { Category, SchemeCode } from "../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../shared/domain/scheme/shipped.ts";
import { sentApplicationSchema } from "../shared/domain/sent-application.ts";
import { dynamoApplications } from "../shared/store/applications.ts";
import { eventAfter } from "../shared/store/case-writes.ts";
import type { Table } from "../shared/store/items.ts";
import { dynamoMoney, grantLedger } from "../shared/store/money.ts";

/** A day inside the Crisis and Resilience Fund. */
export const aDayInCrf = new Date("2026-11-20T10:00:00Z");

export const applicationInput: ApplicationInput = {
  applicant: { role: "self" },
  people: [
    { name: "Robin Example", dateOfBirth: "1984-03-09", relationship: "self" },
    { name: "Sam Example", dateOfBirth: "2016-07-30", relationship: "child" },
  ],
  address: { kind: "settled", line1: "12 Sample Street", town: "Coventry", postcode: "CV1 2AB" },
  money: { monthlyIncome: 1_150_00, benefits: ["universalCredit"], savings: 20_00 },
  circumstances: { trigger: "suddenExpense", story: "The boiler broke and the repair took the food money.", without: [], helpFrom: [] },
  wants: { needs: ["food", "energy"] },
  publicFunds: { noRecourse: "no" },
  contact: { ways: ["text"], phone: "07700 900982" },
  sharing: { agreed: true },
  declared: true,
};

/** The example with parts of it replaced. */
export const applicationLike = (changes: Partial<ApplicationInput> = {}): Application =>
  sentApplicationSchema.parse({ ...applicationInput, ...changes });

export const assessor: Principal = { id: "assessor-1", name: "Asha Patel", roles: ["assessor"] };
export const approver: Principal = { id: "approver-1", name: "Cleo Marsh", roles: ["approver"] };
export const secondAssessor: Principal = { id: "assessor-2", name: "Ben Okafor", roles: ["assessor"] };

type Submitted = { application?: Application; at?: Date; householdId?: string; by?: Actor };

/** Stores an application and its waiting case, in a new household unless one is given. */
export const submitExample = async (
  table: Table,
  { application = applicationLike(), at = aDayInCrf, householdId, by = resident }: Submitted = {},
): Promise<Case> => {
  const caseId = caseIdFrom(randomBytes(12));
  const submittedAt = at.toISOString();
  const event = eventAfter({ caseId, version: 0, lastEventHash: "" }, submittedAt, by, { kind: "submitted", by });
  const waiting: Case = {
    caseId,
    status: "waiting",
    version: 1,
    urgent: isUrgent(application),
    submittedAt,
    householdId: householdId ?? `H-${caseId}`,
    applicantName: personHelped(application).name,
    needs: application.wants.needs,
    lastEventHash: event.hash,
    possibleHouseholds: [],
    ...(by.id !== resident.id && { enteredBy: by.id }),
  };
  const submitted = await dynamoApplications(table).submit({
    application,
    contentHash: caseId,
    case: waiting,
    event,
    isNewHousehold: householdId === undefined,
    identity: { identities: [], identifiers: [] },
    matches: [],
  });
  if (submitted.kind !== "submitted") throw new Error(`The example was not submitted: ${submitted.kind}.`);
  return waiting;
};

/** Takes a step of a case for a person who may take it. */
export const takenExample = <K extends StepKind>(before: Case, step: Step<K>, by: Actor, at = aDayInCrf.toISOString()) => {
  const taken = takeStep(before, step, { by, at, seen: before });
  if ("after" in taken) return taken;
  throw new Error(`The example was not taken: ${taken.kind}.`);
};

/** The period of a day in the Crisis and Resilience Fund. Other schemes have one period here. */
const periodOfExample = (code: SchemeCode, category: Category): string => {
  const scheme = newestVersion(shippedSchemes, code);
  return scheme && code === "CRF" ? periodOn(scheme, category, londonDay(aDayInCrf)) : wholePeriod;
};

/** Allocates money to an envelope on the scheme's first day, as finance does. */
export const allocateExample = async (
  table: Table,
  scheme: SchemeCode,
  category: Category,
  amount: number,
  entryId = "allocation-1",
  { period = periodOfExample(scheme, category), pot = "ordinary" }: { period?: string; pot?: Pot } = {},
) => {
  const money = dynamoMoney(table);
  const at = `${newestVersion(shippedSchemes, scheme)?.about.start ?? "2026-04-01"}T09:00:00.000Z`;
  const entry = { scheme, amount: pence(amount), at, by: { id: "finance", name: "Dev Shah" } };
  const granted = { ...entry, ...grantLedger(scheme), ...placesOf("grantIncrease"), kind: "grantIncrease", why: "Grant" } as const;
  await money.putIn({ ...granted, entryId: `grant-for-${category}-${entryId}` });
  return money.putIn({
    ...entry,
    ...placesOf("allocation"),
    entryId,
    kind: "allocation",
    category,
    period,
    pot,
    why: "Opening allocation",
  });
};

/** The evidence that every scheme asks for, all of it shown. */
export const evidenceExample: AwardRequest["evidence"] = [
  { evidence: "address", shown: "Council tax record" },
  { evidence: "income", shown: "Universal Credit journal" },
];

/** The same, as fields of the award form. */
export const evidenceTyped = ["address:shown:Council tax record", "income:shown:Universal Credit journal"] as const;

/** A request to award one item of a case. */
export const awardRequestFor = ({ version, householdId }: Case, changes: Partial<AwardRequest> = {}): AwardRequest => ({
  seen: { version, householdId },
  lines: [{ item: "fuelTopUp", amount: pence(100_00), delivery: "CASH" }],
  referrals: [],
  signposts: [],
  evidence: evidenceExample,
  checks: [],
  reason: "No heating in the house.",
  ...changes,
});

/** An application with how to reach them, where the household says nothing else elsewhere. */
export const toReach = (application: Application) => ({ application, contact: application.contact });
