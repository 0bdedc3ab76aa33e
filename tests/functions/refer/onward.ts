import { createDeliver } from "../../../functions/refer/deliver.ts";
import { createRefer } from "../../../functions/refer/refer.ts";
import type { Application } from "../../../shared/domain/application.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import { referralIdFor } from "../../../shared/domain/ids.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import { dynamoInterests } from "../../../shared/store/interests.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoReferrals } from "../../../shared/store/referrals.ts";
import { dynamoRegisters } from "../../../shared/store/registers.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { assessor, secondAssessor, submitExample } from "../../examples.ts";
import { origin, send, signIn, tokensOf } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";
import { deliverTo, insertsIn, queueOn } from "../../stream.ts";

export const earlyHelper: Principal = { id: "early-help", name: "Idris Cole", roles: ["partner"], service: "earlyHelp" };
/** Works for the same service, and lives next door to somebody who is referred to it. */
export const neighbour: Principal = { ...earlyHelper, id: "early-help-2", name: "Pat Reed" };
export const welfareAdviser: Principal = { id: "welfare-rights", name: "Hana Novak", roles: ["partner"], service: "welfareRights" };

export const asksEarlyHelp = { service: "earlyHelp", reasons: ["debt", "housing"], asks: "Help with rent arrears." } as const;

/** Two assessors and two services before one table. */
export const openOnwardHelp = async (over: (table: Table) => Table = (table) => table) => {
  const table = await freshTable();
  const served = over(table);
  const refer = createRefer({
    origin,
    sessions: dynamoSessions(served),
    tokens: tokensOf(assessor, secondAssessor, earlyHelper, neighbour, welfareAdviser),
    cases: dynamoCases(served),
    money: dynamoMoney(served),
    registers: dynamoRegisters(served, async () => "matching-key"),
    schemes: dynamoSchemes(served),
    directories: dynamoDirectories(served),
    referrals: dynamoReferrals(served),
    interests: dynamoInterests(served),
  });
  const deliver = createDeliver({ referrals: dynamoReferrals(table), queue: queueOn(table) });
  return {
    table,
    refer,
    asha: await signIn(table, assessor),
    ben: await signIn(table, secondAssessor),
    idris: await signIn(table, earlyHelper),
    hana: await signIn(table, welfareAdviser),
    cases: dynamoCases(table),
    referrals: dynamoReferrals(table),
    interests: dynamoInterests(table),
    deliverAll: async () => deliverTo(deliver, await insertsIn(table, "REFERRAL#")),
  };
};

export type OnwardHelp = Awaited<ReturnType<typeof openOnwardHelp>>;

/** The fields of the case page's forms that say which state of the case was seen. */
export const seenIn = ({ version, householdId }: Case) => ({ version: String(version), householdId });

/** A case that was referred to Early Help; the referral has reached it unless told otherwise. */
export const referredCase = async (
  { table, refer, asha, deliverAll }: OnwardHelp,
  { application, isDelivered = true }: { application?: Application; isDelivered?: boolean } = {},
) => {
  const before = await submitExample(table, application ? { application } : {});
  const { caseId } = before;
  await send(refer, "POST /cases/{caseId}/refer", { as: asha, path: { caseId }, form: { ...seenIn(before), ...asksEarlyHelp } });
  if (isDelivered) await deliverAll();
  return { caseId, before, after: { ...before, version: 2 }, referralId: referralIdFor(caseId, 1, 1) };
};
