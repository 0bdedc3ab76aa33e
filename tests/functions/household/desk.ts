import { randomUUID } from "node:crypto";
import { createHousehold } from "../../../functions/household/household.ts";
import type { Application, ApplicationInput } from "../../../shared/domain/application.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import { londonDay } from "../../../shared/domain/dates.ts";
import { identityOf } from "../../../shared/domain/identity/identity-of.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { commit } from "../../../shared/store/commit.ts";
import { dynamoHouseholdIdentities } from "../../../shared/store/household-identities.ts";
import { dynamoHouseholdJoins } from "../../../shared/store/household-joins.ts";
import { dynamoHouseholdRecords } from "../../../shared/store/household-records.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoMatches } from "../../../shared/store/matches.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { aDayInCrf, applicationLike, approver, assessor, secondAssessor, submitExample } from "../../examples.ts";
import { origin, type SignedIn, send, tokensOf } from "../../http.ts";
import { auditor, finance, openDesk as openAssess, partner } from "../assess/desk.ts";

const secret = async () => "matching-key";

export const zoe: Application["people"][number] = { name: "Zoe Control", dateOfBirth: "1988-02-03", relationship: "self" };
export const tom: Application["people"][number] = { name: "Tom Control", dateOfBirth: "1985-07-09", relationship: "partner" };
export const ali: Application["people"][number] = { name: "Ali Control", dateOfBirth: "2009-02-01", relationship: "child" };

export const openDesk = async (over: (table: Table) => Table = (table) => table) => {
  const assess = await openAssess();
  const { table } = assess;
  const served = over(table);
  const identities = dynamoHouseholdIdentities(served, secret);
  const ports = {
    origin,
    sessions: dynamoSessions(served),
    tokens: tokensOf(assessor, secondAssessor, approver, auditor, finance, partner),
    cases: dynamoCases(served),
    identities,
    records: dynamoHouseholdRecords(served, identities),
    joins: dynamoHouseholdJoins(served),
    matches: dynamoMatches(served),
    schemes: dynamoSchemes(served),
  };
  return { ...assess, identities: dynamoHouseholdIdentities(table, secret), household: createHousehold(ports), ports };
};
export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** An application of the family, and who the household is by it. */
export const applied = async (
  { table, identities }: Desk,
  changes: Partial<ApplicationInput> = {},
  { at = aDayInCrf, isRecorded = true }: { readonly at?: Date; readonly isRecorded?: boolean } = {},
): Promise<Case> => {
  const application = applicationLike({ people: [zoe, tom, ali], ...changes });
  const head = await submitExample(table, { application, at });
  const { caseId, householdId } = head;
  if (!isRecorded || (await identities.find(householdId))) return head;
  const becomes = identityOf(application, { householdId, caseId, today: londonDay(at) });
  const { identities: who, identifiers } = await identities.change([{ becomes }]);
  await commit(table, { who, identifiers });
  return head;
};

export const personIdOf = async ({ identities }: Desk, householdId: string, name: string): Promise<string> => {
  const found = (await identities.find(householdId))?.people.find((one) => one.name === name);
  if (!found) throw new Error(`${name} is not in the household.`);
  return found.personId;
};

export const householdOn = ({ household, asha }: Desk, householdId: string, as: SignedIn = asha, now?: Date) =>
  send(household, "GET /households/{householdId}", { as, path: { householdId }, ...(now && { now }) });
export const householdApi = ({ household, asha }: Desk, householdId: string, as: SignedIn = asha, now?: Date) =>
  send(household, "GET /api/households/{householdId}", { as, path: { householdId }, ...(now && { now }) });

export const byApi = (
  { household, asha }: Desk,
  route: string,
  path: Record<string, string>,
  json: object,
  as: SignedIn = asha,
  now?: Date,
) => send(household, route, { as, path, json, headers: { "idempotency-key": randomUUID() }, ...(now && { now }) });
export const byPage = (
  { household, asha }: Desk,
  route: string,
  path: Record<string, string>,
  form: Record<string, string>,
  as: SignedIn = asha,
  now?: Date,
) => send(household, route, { as, path, form, ...(now && { now }) });
