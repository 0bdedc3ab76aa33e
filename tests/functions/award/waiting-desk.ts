import { createServe } from "../../../functions/award/serve.ts";
import type { ServeWaitingListPorts } from "../../../functions/award/serve-waiting-list.ts";
import { type AwardGrantPorts, awardGrant } from "../../../functions/decide/award-grant.ts";
import type { Application } from "../../../shared/domain/application.ts";
import type { AwardRequest } from "../../../shared/domain/award/award.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import { pence } from "../../../shared/domain/money.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoWaitingLists } from "../../../shared/store/waiting-list.ts";
import { aDayInCrf, applicationInput, applicationLike, assessor, awardRequestFor, submitExample } from "../../examples.ts";
import { deliverTo, insertsIn, queueOn } from "../../stream.ts";

export const portsOf = (table: Table): ServeWaitingListPorts => ({
  cases: dynamoCases(table),
  awards: dynamoAwards(table),
  waitingLists: dynamoWaitingLists(table),
  schemes: dynamoSchemes(table),
});

/** Not urgent and without a child: the last class of the order. */
export const alone: Application = applicationLike({ people: applicationInput.people.slice(0, 1) });
export const withChild: Application = applicationLike();
export const urgent: Application = applicationLike({ circumstances: { ...applicationInput.circumstances, without: ["heatingOrPower"] } });

/** Submits a case and decides to award it so many pounds of fuel. */
export const decideOn = async (
  table: Table,
  pounds: number,
  { application = alone, at, now = aDayInCrf, ports = portsOf(table) }: Deciding = {},
) => {
  const head = await submitExample(table, { application, ...(at && { at }) });
  return { head, outcome: await decide(head, pounds, now, ports) };
};
type Deciding = { application?: Application; at?: Date; now?: Date; ports?: AwardGrantPorts };

export const decide = (head: Case, pounds: number, now: Date, ports: AwardGrantPorts, changes: Partial<AwardRequest> = {}) =>
  awardGrant(
    {
      caseId: head.caseId,
      decisionId: `decision-${head.caseId}`,
      by: assessor,
      now,
      request: awardRequestFor(head, { lines: [{ item: "fuelTopUp", amount: pence(pounds * 100), delivery: "CASH" }], ...changes }),
    },
    ports,
  );

/** Messages of one delivery. */
const most = 10;

/** Hands the consumer every item with these prefixes, old ones again, since a queue delivers at least once. */
export const serveAll = async (
  table: Table,
  now = aDayInCrf,
  prefixes: readonly string[] = ["MONEYIN#", "MONEYBACK#", "WAITS#", "SERVE#"],
) => {
  const records = (await Promise.all(prefixes.map((prefix) => insertsIn(table, prefix, now)))).flat();
  const consumer = createServe({ ...portsOf(table), messages: queueOn(table) });
  const failed: string[] = [];
  for (let start = 0; start < records.length; start += most)
    failed.push(...(await deliverTo(consumer, records.slice(start, start + most))));
  return failed;
};

export const statusOf = async (table: Table, { caseId }: Case) => (await dynamoCases(table).find(caseId))?.status;
