import { approveRun } from "../../functions/bulk/approve-run.ts";
import { prepareRun } from "../../functions/bulk/prepare-run.ts";
import { takePart } from "../../functions/bulk/run-awards.ts";
import type { Day } from "../../shared/domain/dates.ts";
import { isFirstOfJanuary } from "../../shared/domain/identity/compare-births.ts";
import { pence } from "../../shared/domain/money.ts";
import { inParts } from "../../shared/domain/run/in-parts.ts";
import { itemOf } from "../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import type { Table } from "../../shared/store/items.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { dynamoRuns } from "../../shared/store/runs.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoWaitingLists } from "../../shared/store/waiting-list.ts";
import { allocateExample, approver, assessor, evidenceExample } from "../examples.ts";
import { csvOf, partPortsOn } from "../functions/bulk/desk.ts";
import { birthOf, nameOf } from "../people.ts";
import type { PublishedAward, PublishedHousehold } from "./published-year.ts";

const scheme = newestVersion(shippedSchemes, "HSF4");
const columns = "reference,name,date_of_birth,address_line_1,postcode,item,delivery,amount";
/** One approver may commit a million pounds in a day. */
const householdsInADay = 2_700;

type Asked = { readonly household: PublishedHousehold; readonly award: PublishedAward };

/** Offices enter 1 January where they do not know the day, so nobody is known by it for certain. */
const bornOn = (number: number): Day => {
  const birth = birthOf(number);
  return isFirstOfJanuary(birth) ? birthOf(number + 11_000) : birth;
};

const rowOf = ({ household: { number }, award: { item, delivery, amount } }: Asked): string =>
  `R${number},${nameOf(number)},${bornOn(number)},${number} Sample Street,CV1 2AB,${item},${delivery},${(amount / 100).toFixed(2)}`;

/** One round of awards every second month, since energy is met once in two. */
const dayOf = (round: number, index: number): Date =>
  new Date(`2023-${String(2 * round + 2).padStart(2, "0")}-${String(index + 3).padStart(2, "0")}T10:00:00Z`);

/** Gives every category of the scheme what its awards come to, and makes the awards by runs that a second person approves. */
export const awardPublishedYear = async (table: Table, year: readonly PublishedHousehold[]): Promise<void> => {
  const asked = year.flatMap((household) => household.awards.map((award): Asked => ({ household, award })));
  const categoryOf = ({ award: { item } }: Asked) => (scheme && itemOf(scheme, item)?.category) ?? "";
  for (const [category, own] of Map.groupBy(asked, categoryOf))
    await allocateExample(
      table,
      "HSF4",
      category,
      own.reduce((sum, { award }) => sum + award.amount, 0),
      category,
    );
  const rounds = [...Map.groupBy(asked, ({ award }) => award.round)].sort(([a], [b]) => a - b);
  for (const [round, own] of rounds)
    for (const [index, some] of inParts(own, householdsInADay, Number.POSITIVE_INFINITY).entries())
      await runOf(table, some, dayOf(round, index));
};

const runOf = async (table: Table, asked: readonly Asked[], now: Date): Promise<void> => {
  const ports = {
    runs: dynamoRuns(table),
    cases: dynamoCases(table),
    money: dynamoMoney(table),
    waitingLists: dynamoWaitingLists(table),
    schemes: dynamoSchemes(table),
    matchingKey: async () => "matching-key",
  };
  const terms = {
    title: "Published year",
    item: "fuelTopUp",
    delivery: "VOUCHER" as const,
    amount: pence(100_00),
    evidence: evidenceExample,
    reason: "As published.",
  };
  const list = csvOf(asked.map(rowOf), columns);
  const prepared = await prepareRun({ terms, list, by: assessor, now, sendingId: now.toISOString() }, ports);
  if (prepared.kind !== "prepared") throw new Error(`The run was not prepared: ${prepared.kind}.`);
  const { runId, parts } = prepared.run;
  const partPorts = partPortsOn(table);
  const take = async (pass: number) => {
    for (let part = 1; part <= parts; part += 1)
      await takePart({ runId, pass, part, attempt: 0, askedAt: now.toISOString() }, () => now, partPorts);
  };
  await take(0);
  const checked = await ports.runs.find(runId);
  const approved = await approveRun({ runId, seen: checked?.version ?? 0, by: approver, now }, ports);
  if (approved.kind !== "approved") throw new Error(`The run was not approved: ${approved.kind}.`);
  await take(1);
  const outcomes = (await Promise.all(Array.from({ length: parts }, (_, index) => ports.runs.results(runId, index + 1)))).flat();
  const awarded = outcomes
    .filter(({ pass }) => pass === 1)
    .flatMap((result) => result.outcomes.filter(({ kind }) => kind === "awarded")).length;
  const unmade = [...(await ports.runs.results(runId, 0)), ...outcomes].flatMap((one) =>
    one.outcomes.filter(({ kind }) => kind !== "awarded" && kind !== "toAward"),
  );
  if (awarded !== asked.length)
    throw new Error(`Only ${awarded} of ${asked.length} rows were awarded: ${JSON.stringify(unmade.slice(0, 3))}`);
};
