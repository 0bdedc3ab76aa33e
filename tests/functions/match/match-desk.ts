import { randomUUID } from "node:crypto";
import { createMatch } from "../../../functions/match/match.ts";
import type { ApplicationInput } from "../../../shared/domain/application.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import { londonDay } from "../../../shared/domain/dates.ts";
import { identityOf } from "../../../shared/domain/identity/identity-of.ts";
import type { Match } from "../../../shared/domain/identity/match.ts";
import { scoreOf } from "../../../shared/domain/identity/score-of.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { commit } from "../../../shared/store/commit.ts";
import { dynamoHouseholdIdentities } from "../../../shared/store/household-identities.ts";
import { dynamoHouseholdJoins } from "../../../shared/store/household-joins.ts";
import { dynamoInterests } from "../../../shared/store/interests.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoMatches, putMatch } from "../../../shared/store/matches.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { aDayInCrf, applicationLike, approver, assessor, secondAssessor, submitExample } from "../../examples.ts";
import { possiblyElsewhere } from "../../households.ts";
import { origin, type SignedIn, send, tokensOf } from "../../http.ts";
import { auditor, finance, openDesk as openAssess } from "../assess/desk.ts";

export const secret = async () => "a-key-for-tests";

export const portsOn = (table: Table) => ({
  cases: dynamoCases(table),
  interests: dynamoInterests(table),
  joins: dynamoHouseholdJoins(table),
  matches: dynamoMatches(table),
  identities: dynamoHouseholdIdentities(table, secret),
  schemes: dynamoSchemes(table),
});

/** The rooms of cases, awards and matches on one table, with money and with everybody signed in. */
export const openMatchDesk = async (crisisMoney = 1_000_00, over: (table: Table) => Table = (table) => table) => {
  const desk = await openAssess(crisisMoney);
  const { table } = desk;
  const match = createMatch({
    origin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(assessor, secondAssessor, approver, auditor, finance),
    ...portsOn(over(table)),
  });
  return { ...desk, match };
};
export type MatchDesk = Awaited<ReturnType<typeof openMatchDesk>>;

type People = ApplicationInput["people"];
export const zoe: People = [{ name: "Zoe Control", dateOfBirth: "1984-03-09", relationship: "self" }];
export const sam: People[number] = { name: "Sam Control", dateOfBirth: "1982-05-01", relationship: "partner" };

/** A case whose household is known by what its application says. */
export const applied = async (
  { table }: Pick<MatchDesk, "table">,
  people: People,
  more: Partial<ApplicationInput> = {},
  by?: typeof assessor,
): Promise<Case> => {
  const application = { ...applicationLike({ people, ...more }) };
  const head = await submitExample(table, { application, ...(by && { by }) });
  const today = londonDay(aDayInCrf);
  const becomes = identityOf(application, { householdId: head.householdId, caseId: head.caseId, today });
  const { identities, identifiers } = await dynamoHouseholdIdentities(table, secret).change([{ becomes }]);
  await commit(table, { identities, identifiers });
  return head;
};

/** Has a case wait until somebody has compared it with another one's household, as submission does. */
export const matched = async ({ table }: Pick<MatchDesk, "table">, head: Case, other: Case): Promise<Match> => {
  const identities = dynamoHouseholdIdentities(table, secret);
  const [one, two] = [await identities.find(head.householdId), await identities.find(other.householdId)];
  if (!one || !two) throw new Error("Both households are known.");
  const match: Match = {
    caseId: head.caseId,
    householdId: head.householdId,
    candidateId: other.householdId,
    version: 1,
    applicantName: head.applicantName,
    urgent: head.urgent,
    score: scoreOf(one, two, () => false),
    state: "open",
    since: aDayInCrf.toISOString(),
  };
  await possiblyElsewhere(table, head.caseId, other.householdId);
  await commit(table, { match: putMatch(table, match) });
  return match;
};

/** Zoe has applied before; her name stands the other way round now, and she has moved. */
export const twice = async (desk: Pick<MatchDesk, "table">, by?: typeof assessor) => {
  const first = await applied(desk, zoe);
  const second = await applied(
    desk,
    [{ name: "Control Zoe", dateOfBirth: "1984-03-09", relationship: "self" }],
    {
      address: { kind: "settled", line1: "7 New Road", postcode: "CV1 2AD" },
    },
    by,
  );
  return { first, second, match: await matched(desk, second, first) };
};

type Of = Pick<Match, "caseId" | "candidateId">;
const pathOf = ({ caseId, candidateId }: Of) => ({ caseId, candidateId });

export const settleOnApi = (desk: MatchDesk, of: Of, json: object, as: SignedIn = desk.asha) =>
  send(desk.match, "POST /api/matches/{caseId}/{candidateId}/settlements", {
    ...{ as, path: pathOf(of), json, headers: { "idempotency-key": randomUUID() } },
  });
export const settleOnPage = (desk: MatchDesk, of: Of, form: Record<string, string | string[]>, as: SignedIn = desk.asha) =>
  send(desk.match, "POST /matches/{caseId}/{candidateId}/settle", { as, path: pathOf(of), form });
export const reopenOnApi = (desk: MatchDesk, of: Of, reason = "I was wrong.", as: SignedIn = desk.asha) =>
  send(desk.match, "POST /api/matches/{caseId}/{candidateId}/reopenings", {
    ...{ as, path: pathOf(of), json: { reason }, headers: { "idempotency-key": randomUUID() } },
  });
export const reopenOnPage = (desk: MatchDesk, of: Of, form: Record<string, string>, as: SignedIn = desk.asha) =>
  send(desk.match, "POST /matches/{caseId}/{candidateId}/reopen", { as, path: pathOf(of), form });
export const pageOf = (desk: MatchDesk, of: Of, as: SignedIn = desk.asha) =>
  send(desk.match, "GET /matches/{caseId}/{candidateId}", { as, path: pathOf(of) });
export const replyOf = (desk: MatchDesk, of: Of, as: SignedIn = desk.asha) =>
  send(desk.match, "GET /api/matches/{caseId}/{candidateId}", { as, path: pathOf(of) });
