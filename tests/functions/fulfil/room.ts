import { type StartLinesPorts, startLines } from "../../../functions/fulfil/start-lines.ts";
import { type StepToTake, takeLineStep } from "../../../functions/fulfil/take-line-step.ts";
import type { CodeOrder, OrderAnswer, Provider } from "../../../functions/line/provider.ts";
import { type SendOrderPorts, sendOrder } from "../../../functions/line/send-order.ts";
import type { Application } from "../../../shared/domain/application.ts";
import type { Award, AwardRequest } from "../../../shared/domain/award/award.ts";
import { consequencesOf, linesFrom } from "../../../shared/domain/award/award.ts";
import { cutsOfApplication } from "../../../shared/domain/cuts.ts";
import { londonDay } from "../../../shared/domain/dates.ts";
import { awardIdFor } from "../../../shared/domain/ids.ts";
import type { LineAction } from "../../../shared/domain/line/line-action.ts";
import { orderOf } from "../../../shared/domain/line/order.ts";
import type { CodeState } from "../../../shared/domain/line/taking-back.ts";
import { addPence, pence } from "../../../shared/domain/money.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { actorOf } from "../../../shared/domain/principal.ts";
import { schemeAt } from "../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoDestinations } from "../../../shared/store/destinations.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { aDayInCrf, applicationInput, applicationLike, approver, assessor, submitExample, takenExample } from "../../examples.ts";

export const secondFinance: Principal = { id: "finance-2", name: "Lena Fox", roles: ["finance"] };
export const finance: Principal = { id: "finance", name: "Dev Shah", roles: ["finance"] };

export const voucher = { item: "clothingVoucher", amount: pence(40_00), delivery: "VOUCHER" } as const;
export const cash = { item: "fuelTopUp", amount: pence(49_00), delivery: "CASH" } as const;
export const fridge = { item: "fridgeFreezer", amount: pence(250_00), delivery: "TANGIBLE" } as const;
export const bed = { item: "bed", amount: pence(120_00), delivery: "TANGIBLE" } as const;
export const food = { item: "foodParcel", amount: pence(35_00), delivery: "THIRD_PARTY" } as const;

export type AwardExample = {
  readonly lines: AwardRequest["lines"];
  readonly at?: Date;
  readonly application?: Application;
  readonly householdId?: string;
};

let phones = 0;
/** A household with a phone of its own, since a code for a phone of two households is held. */
export const ownPhone = (): Application => {
  phones += 1;
  const { contact } = applicationInput;
  return applicationLike({ contact: { ...contact, phone: `07700 8${String(phones).padStart(5, "0")}` } });
};

/** An award, committed with its money as a decision commits it: no form, no rules. */
export const awardExample = async (table: Table, { lines, at = aDayInCrf, ...submitted }: AwardExample): Promise<Award> => {
  const before = await submitExample(table, { at, ...submitted });
  const { caseId, householdId, version } = before;
  const scheme = schemeAt(shippedSchemes, at);
  if (!scheme) throw new Error("A scheme is open on the day of the example.");
  const read = linesFrom(lines, scheme);
  if (read.problems.length > 0) throw new Error(JSON.stringify(read.problems));
  const awardId = awardIdFor(caseId, version);
  const total = addPence(read.lines.map(({ amount }) => amount));
  const by = actorOf(assessor);
  const committedAt = at.toISOString();
  const award = {
    ...{ awardId, caseId, householdId, scheme: scheme.code, schemeVersion: scheme.version, lines: read.lines, total },
    ...{ committedAt, by, reason: "An example.", decisionId: awardId, results: [], evidence: [], checks: [] },
    cuts: cutsOfApplication(applicationLike(), { today: londonDay(at), ...scheme.about }),
  };
  const claims = await dynamoCases(table).claims(householdId);
  const assessment = {
    scheme: scheme.code,
    schemeVersion: scheme.version,
    facts: { today: londonDay(at), needs: [], claims: { claims: [], spent: {} }, evidence: [], checks: [] },
    results: [],
  };
  const recorded = await dynamoAwards(table).record({
    award,
    taken: takenExample(
      before,
      {
        kind: "award",
        decision: { decisionId: awardId, contentHash: awardId, scheme: scheme.code, awardId, total },
        reason: "An example.",
        signposts: [],
        assessment,
      },
      by,
      committedAt,
    ),
    consequences: consequencesOf(award, scheme, claims, { day: londonDay(at), isUrgent: false }),
    referrals: [],
    counts: [],
  });
  if (recorded.kind !== "recorded") throw new Error(`The example was not awarded: ${recorded.kind}.`);
  return recorded.award;
};

/** A provider that keeps its orders, and answers as a test tells it to. */
export const exampleProvider = (answerTo: (order: CodeOrder, asks: number) => OrderAnswer | "timesOut" = () => accepted) => {
  const asked: CodeOrder[] = [];
  const states = new Map<string, CodeState>();
  const provider: Provider = {
    async order(order) {
      asked.push(order);
      const answer = answerTo(order, asked.filter(({ key }) => key === order.key).length);
      if (answer === "timesOut") throw new Error("No answer in time.");
      return answer;
    },
    async state(key) {
      return states.get(key) ?? "unused";
    },
    async cancel(key) {
      const state = states.get(key) ?? "cancelled";
      states.set(key, state);
      return state;
    },
  };
  return { provider, asked, states };
};

export const accepted = { kind: "accepted", reference: "P-1", code: "1111-2222-3333", expiresOn: "2027-01-19" } as const;

/** The ports of every use case of the room, on one table. */
export const portsOf = (table: Table, provider: Provider = exampleProvider().provider) =>
  ({
    lines: dynamoLines(table),
    schemes: { book: async () => shippedSchemes },
    provider,
    destinations: dynamoDestinations(table),
    matchingKey: async () => "a key for tests",
  }) as const satisfies StartLinesPorts & SendOrderPorts;

export const linesOf = (table: Table, award: Award) => dynamoLines(table).ofAward(award);

/** Starts an award's lines, and orders its codes from the provider. */
export const started = async (table: Table, award: Award, provider?: Provider, now = aDayInCrf): Promise<void> => {
  const ports = portsOf(table, provider);
  await startLines(award, now, ports);
  for (const line of await ports.lines.ofAward(award)) if (line.orders) await sendOrder(orderOf(line), now, ports);
};

const whoTakes: Readonly<Record<LineAction, Principal>> = {
  issue: finance,
  deliver: finance,
  giveCode: approver,
  spend: finance,
  sendToProvider: assessor,
  orderAgain: assessor,
  cancel: approver,
  expire: finance,
  return: secondFinance,
  askAgain: finance,
  confirmBack: secondFinance,
  denyBack: secondFinance,
  settleLate: finance,
};

/** One step by a person who may take it, of the line's present version. */
export const step = async (
  table: Table,
  award: Award,
  index: number,
  action: LineAction,
  { provider, ...changes }: Partial<StepToTake> & { provider?: Provider } = {},
) => {
  const line = (await linesOf(table, award))[index];
  if (!line) throw new Error("The award has the line.");
  const asked = { lineId: line.lineId, action, seen: line.version, why: "It is not needed.", key: `${action}-${line.version}` };
  return takeLineStep({ ...asked, by: whoTakes[action], now: aDayInCrf, ...changes }, portsOf(table, provider));
};
