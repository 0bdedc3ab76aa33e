import { awardGrant } from "../../../functions/decide/award-grant.ts";
import { startLines } from "../../../functions/fulfil/start-lines.ts";
import { createPay } from "../../../functions/pay/pay.ts";
import type { ApplicationInput } from "../../../shared/domain/application.ts";
import type { AwardRequest } from "../../../shared/domain/award/award.ts";
import { lineIdOf } from "../../../shared/domain/line/line.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoDestinations } from "../../../shared/store/destinations.ts";
import { dynamoEnvelopes } from "../../../shared/store/envelopes.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { dynamoPayees } from "../../../shared/store/payees.ts";
import { dynamoPayments } from "../../../shared/store/payments.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { aDayInCrf, allocateExample, applicationLike, assessor, awardRequestFor, secondAssessor, submitExample } from "../../examples.ts";
import { type Answer, origin, type Sent, type SignedIn, send, signIn, tokensOf } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";

export const finance: Principal = { id: "finance-1", name: "Dev Shah", roles: ["finance"] };
export const secondFinance: Principal = { id: "finance-2", name: "Olu Bello", roles: ["finance"] };
export const s151: Principal = { id: "s151-1", name: "Erin Walsh", roles: ["s151"] };
export const auditor: Principal = { id: "auditor-1", name: "Wen Li", roles: ["auditor"] };
/** Loads the bank's results, which the preparer and the releaser may not load. */
export const thirdFinance: Principal = { id: "finance-3", name: "Kit Novak", roles: ["finance"] };
const everyone = [finance, secondFinance, thirdFinance, s151, auditor, assessor, secondAssessor];

export const account: BankInput = {
  way: "bank",
  name: "Robin Example",
  sortCode: "08-99-99",
  accountNumber: "66374958",
};

type BankInput = Extract<ApplicationInput["payTo"], { way: "bank" }>;

/** Another account each time; no table knows its sort code. */
export const accountNumbered = (number: number): BankInput => ({
  way: "bank",
  name: "Robin Example",
  sortCode: "000001",
  accountNumber: String(10_000_000 + number * 100),
});

const cashLine = (amount: number): AwardRequest["lines"][number] => ({ item: "fuelTopUp", amount: pence(amount), delivery: "CASH" });

export const payPorts = (table: Table, people: readonly Principal[] = everyone) => ({
  origin,
  sessions: dynamoSessions(table),
  tokens: tokensOf(...people),
  lines: dynamoLines(table),
  payees: dynamoPayees(table),
  payments: dynamoPayments(table),
  destinations: dynamoDestinations(table),
  matchingKey: async () => "a key for tests",
});

/** The pay room on a table of its own, with money in today's scheme and every person signed in. */
export const openPayDesk = async (over: (table: Table) => Table = (table) => table, more: readonly Principal[] = []) => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 100_000_00);
  const served = over(table);
  // Roles given here replace a person's usual ones.
  const people = [...more, ...everyone.filter(({ id }) => more.every((other) => other.id !== id))];
  const ports = payPorts(served, people);
  const pay = createPay(ports);
  const signedIn = Object.fromEntries(await Promise.all(people.map(async (one) => [one.id, await signIn(table, one)] as const)));
  const asOf = ({ id }: Principal): SignedIn => signedIn[id] as SignedIn;

  /** An award of cash, started as the stream starts it. */
  const awardCash = async (payTo?: ApplicationInput["payTo"], amount = 49_00) => {
    const seen = await submitExample(table, { application: applicationLike(payTo ? { payTo } : {}) });
    const schemes = dynamoSchemes(table);
    const outcome = await awardGrant(
      {
        caseId: seen.caseId,
        decisionId: `decision-${seen.caseId}`,
        by: assessor,
        now: aDayInCrf,
        request: awardRequestFor(seen, { lines: [cashLine(amount)] }),
      },
      { cases: dynamoCases(table), awards: dynamoAwards(table), schemes },
    );
    if (outcome.kind !== "awarded") throw new Error(`The example was not awarded: ${outcome.kind}.`);
    await startLines(outcome.award, aDayInCrf, { lines: dynamoLines(table), schemes });
    return { ...seen, awardId: outcome.award.awardId, lineId: lineIdOf(outcome.award.awardId, 0) };
  };

  const call = (route: string, as: Principal, sent: Sent = {}): Promise<Answer> =>
    send(pay, route, {
      as: asOf(as),
      ...sent,
      ...(sent.json !== undefined && { headers: { "idempotency-key": "key-for-tests", ...sent.headers } }),
    });

  return {
    table,
    ports,
    pay,
    asOf,
    awardCash,
    call,
    line: async (lineId: string) => {
      const [, awardId = "", number = ""] = /^(.+)\.(\d+)$/.exec(lineId) ?? [];
      const found = await ports.lines.find(awardId.slice(0, 14), awardId, Number(number) - 1);
      if (!found) throw new Error(`There is no line ${lineId}.`);
      return found.line;
    },
    prepare: async (key = "key-prepare", as = finance) =>
      (await call("POST /api/payment-batches", as, { json: {}, headers: { "idempotency-key": key } })).json<{
        batchId: string;
        version: number;
        state: string;
        payments: number;
        total: number;
      }>(),
    release: (batchId: string, version: number, as = s151, more: object = {}) =>
      call("POST /api/payment-batches/{batchId}/releases", as, { path: { batchId }, json: { version, ...more } }),
    /** One person records how a line is paid, and another confirms it. */
    recordByTwo: async (lineId: string, payTo: ApplicationInput["payTo"], [first, second] = [secondAssessor, thirdFinance]) => {
      const sent = { path: { lineId }, json: { payTo, why: "They called from the number we have." } };
      const recorded = await call("POST /api/lines/{lineId}/payees", first, sent);
      const confirmed = await call("POST /api/lines/{lineId}/payee-confirmations", second, sent);
      if (recorded.status !== 201 || confirmed.status !== 201) throw new Error(`Not recorded by two: ${recorded.body} ${confirmed.body}`);
    },
    whole: async (batchId: string) => {
      const found = await ports.payments.find(batchId);
      if (!found) throw new Error(`There is no batch ${batchId}.`);
      return found;
    },
    file: async (batchId: string, as = finance) => (await call("GET /payments/{batchId}/file", as, { path: { batchId } })).body,
    importFile: (batchId: string, file: string, as = thirdFinance) =>
      call("POST /api/payment-batches/{batchId}/results", as, { path: { batchId }, json: { file } }),
    /** Sums that today's scheme has committed and paid. */
    money: async () => {
      const [crisis] = (await dynamoEnvelopes(table).ofScheme("CRF")).filter(({ category }) => category === "CRISIS_PAYMENT");
      return { committed: crisis?.committed, paid: crisis?.paid };
    },
  };
};
