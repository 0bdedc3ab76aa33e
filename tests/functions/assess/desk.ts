import { randomUUID } from "node:crypto";
import { createAssess } from "../../../functions/assess/assess.ts";
import { createAward } from "../../../functions/award/award.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import type { ConversationOutcome } from "../../../shared/domain/public-funds.ts";
import { dynamoApprovals } from "../../../shared/store/approvals.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import { dynamoInterests } from "../../../shared/store/interests.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoRegisters } from "../../../shared/store/registers.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { allocateExample, approver, assessor, secondAssessor } from "../../examples.ts";
import { origin, send, signIn, tokensOf } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";

export const auditor: Principal = { id: "auditor-1", name: "Wen Li", roles: ["auditor"] };
export const finance: Principal = { id: "finance-1", name: "Dev Shah", roles: ["finance"] };
export const partner: Principal = { id: "partner-1", name: "Pat Quinn", roles: ["partner"], service: "earlyHelp" };

/** Both handlers on one table, with money in today's scheme and everyone signed in. */
export const openDesk = async (
  crisisMoney = 1_000_00,
  over: (table: Table) => Table = (table) => table,
  more: readonly Principal[] = [],
) => {
  const table = await freshTable();
  if (crisisMoney > 0) await allocateExample(table, "CRF", "CRISIS_PAYMENT", crisisMoney);
  const served = over(table);
  const ports = {
    origin,
    sessions: dynamoSessions(served),
    tokens: tokensOf(...more, assessor, secondAssessor, approver, auditor, finance, partner),
    cases: dynamoCases(served),
    interests: dynamoInterests(served),
    awards: dynamoAwards(served),
    lines: dynamoLines(served),
    approvals: dynamoApprovals(served),
    money: dynamoMoney(served),
    registers: dynamoRegisters(served, async () => "matching-key"),
    schemes: dynamoSchemes(served),
    directories: dynamoDirectories(served),
  };
  return {
    table,
    assess: createAssess(ports),
    award: createAward(ports),
    asha: await signIn(table, assessor),
    ben: await signIn(table, secondAssessor),
    cleo: await signIn(table, approver),
    auditor: await signIn(table, auditor),
    finance: await signIn(table, finance),
    partner: await signIn(table, partner),
  };
};

/** The hidden inputs of the page: the version and household that it was opened with. */
export const seenIn = ({ version, householdId }: { version: number; householdId: string }) => ({ version: String(version), householdId });

/** A page without its markup. */
export const textOf = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");

/** Records a private conversation about public funds. Returns the case as it then stands. */
export const speakOf = async (
  { assess, asha, table }: Awaited<ReturnType<typeof openDesk>>,
  { caseId, version, householdId }: Pick<Case, "caseId" | "version" | "householdId">,
  outcome: ConversationOutcome = "mayBeAwarded",
): Promise<Case> => {
  const json = { seen: { version, householdId }, outcome };
  const answer = await send(assess, "POST /api/cases/{caseId}/conversations", {
    as: asha,
    path: { caseId },
    json,
    headers: { "idempotency-key": randomUUID() },
  });
  const head = answer.status === 201 && (await dynamoCases(table).find(caseId));
  if (!head) throw new Error(`The conversation was not recorded: ${answer.body}`);
  return head;
};
