import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { OrderAnswer, Provider } from "../../../functions/line/provider.ts";
import type { Award } from "../../../shared/domain/award/award.ts";
import { awardIdOf, type Case } from "../../../shared/domain/case/case.ts";
import { shippedDirectory } from "../../../shared/domain/directory/shipped-directory.ts";
import type { EnvelopeId } from "../../../shared/domain/ledger/envelope.ts";
import type { CodeState } from "../../../shared/domain/line/taking-back.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { dynamoApprovals } from "../../../shared/store/approvals.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { dynamoBudgetChanges } from "../../../shared/store/budget-changes.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoDestinations } from "../../../shared/store/destinations.ts";
import { dynamoEnvelopes } from "../../../shared/store/envelopes.ts";
import { dynamoHouseholdJoins } from "../../../shared/store/household-joins.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoKnownPeople } from "../../../shared/store/known-people.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoPayees } from "../../../shared/store/payees.ts";
import { dynamoPayments } from "../../../shared/store/payments.ts";
import { dynamoRunAwards } from "../../../shared/store/run-awards.ts";
import { dynamoRuns } from "../../../shared/store/runs.ts";
import { dynamoWaitingLists } from "../../../shared/store/waiting-list.ts";
import { allocateExample } from "../../examples.ts";
import { contended } from "../../setup/contended.ts";
import { identitiesOn } from "../../setup/identities.ts";
import { inFront } from "../../setup/in-front.ts";
import { freshTable } from "../../setup/table.ts";

const unproven = { verified: false, source: "The story." } as const;

/** The fund as it ships, but with limits that small awards and changes reach, and a need that may be met three times. */
export const book: readonly Scheme[] = shippedSchemes.map((shipped) =>
  shipped !== newestVersion(shippedSchemes, "CRF")
    ? shipped
    : {
        ...shipped,
        windows: shipped.windows.map((row) => ({ ...row, awards: 3 })),
        delegation: [
          { role: "assessor", upTo: pence(60_00), ...unproven },
          { role: "approver", upTo: pence(500_00), ...unproven },
          { role: "finance", upTo: pence(100_00), ...unproven },
        ],
      },
);
export const scheme = newestVersion(book, "CRF") as Scheme;

const person = (id: string, ...roles: Principal["roles"]): Principal => ({ id, name: id, roles });
/** In a small council one person may do the work of several. */
const fay = person("fay", "assessor", "approver", "finance");
export const caseworkers = [
  person("asha", "assessor"),
  person("ben", "assessor"),
  person("cleo", "approver"),
  person("dot", "approver"),
  fay,
];
export const financeOfficers = [person("dev", "finance"), person("olu", "finance"), person("erin", "s151"), fay];
export const everybody = [...new Set([...caseworkers, ...financeOfficers])];

const crisis = { scheme: "CRF", category: "CRISIS_PAYMENT", period: "whole" } as const;
const housing = { scheme: "CRF", category: "HOUSING_PAYMENT", pot: "ordinary" } as const;
export const envelopes: readonly EnvelopeId[] = [
  { ...crisis, pot: "ordinary" },
  { ...crisis, pot: "urgent" },
  { ...housing, period: "2026-11" },
  { ...housing, period: "2026-12" },
];

/** Two days of one month, one of the next, and one after the scheme's last. */
export const days = ["2026-11-20", "2026-11-21", "2026-12-05", "2029-04-02"] as const;
export const noonOf = (day: (typeof days)[number]) => new Date(`${day}T12:00:00Z`);

/** The setting of a story: one table, the functions that work on it, and the cases so far. */
export type World = {
  readonly id: string;
  /** Without faults: for reading, and for residents who apply. */
  readonly table: Table;
  /** The same table, as one service for all instances that use it at once. */
  readonly service: Table;
  readonly provider: Provider;
  readonly cases: Case[];
  /** The case by which each household first applied. */
  readonly households: Map<number, Promise<Case>>;
  /** The runs that were prepared, in that order. */
  readonly runs: Set<string>;
};

export const openWorld = async (seed: number): Promise<World> => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 600_00);
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 150_00, "urgent", { pot: "urgent" });
  await allocateExample(table, "CRF", "HOUSING_PAYMENT", 250_00, "november", { period: "2026-11" });
  const latencies = { travel: 0, read: 0, write: 1, prepare: 1, commit: 1 };
  const service = contended(table, {
    seed,
    latencies,
    pause: (milliseconds) => (milliseconds > 0 ? pause(milliseconds) : Promise.resolve()),
  });
  return { id: randomUUID().slice(0, 8), table, service, provider: storyProvider(), cases: [], households: new Map(), runs: new Set() };
};

/** Gives one code under one key. Some keys get none, and some only at the second call. */
const storyProvider = (): Provider => {
  const orders = new Map<string, { answer: OrderAnswer; asked: number; state: CodeState }>();
  return {
    async order({ key }) {
      const chance = [...key].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 10;
      const code = { kind: "accepted", reference: `R-${key}`, code: `C-${key}`, expiresOn: "2026-12-01" } as const;
      const answer: OrderAnswer = chance === 0 ? { kind: "failed", because: "Not to be had." } : code;
      const order = orders.get(key) ?? { answer, asked: 0, state: "unused" };
      orders.set(key, { ...order, asked: order.asked + 1 });
      return chance === 1 && order.asked === 0 ? { kind: "later" } : order.answer;
    },
    async state(key) {
      return orders.get(key)?.state ?? "unused";
    },
    async cancel(key) {
      const order = orders.get(key);
      if (!order || order.state === "redeemed") return order?.state ?? "cancelled";
      orders.set(key, { ...order, state: "cancelled" });
      return "cancelled";
    },
  };
};

const portsOn = (table: Table, provider: Provider) => {
  const shards = dynamoEnvelopes(table);
  return {
    cases: dynamoCases(table),
    awards: dynamoAwards(table, shards),
    lines: dynamoLines(table),
    approvals: dynamoApprovals(table),
    money: dynamoMoney(table, shards),
    changes: dynamoBudgetChanges(table, shards),
    queue: dynamoWaitingLists(table),
    waitingLists: dynamoWaitingLists(table),
    payments: dynamoPayments(table),
    payees: dynamoPayees(table),
    destinations: dynamoDestinations(table),
    matchingKey: async () => "the story's key",
    schemes: { book: async () => book },
    directories: { book: async () => [shippedDirectory] as const },
    runs: dynamoRuns(table),
    runAwards: dynamoRunAwards(table, identitiesOn(table), shards),
    knownPeople: dynamoKnownPeople(identitiesOn(table)),
    joins: dynamoHouseholdJoins(table),
    identities: identitiesOn(table),
    provider,
  };
};
export type StoryPorts = ReturnType<typeof portsOn>;

/** A Lambda instance with the ports of every room. It serves one request at a time, each with faults of its own. */
export type RunningFunction = { readonly ports: StoryPorts; meets(luck: Table): void };

export const startFunction = ({ service, provider }: World): RunningFunction => {
  let now = service;
  const table = inFront(service, (command) => now.client.send(command as never) as Promise<unknown>);
  return {
    ports: portsOn(table, provider),
    meets(luck) {
      now = luck;
    },
  };
};

/** A case as it now is, and its award if it has one, read without faults. */
export const lookAt = async ({ table, cases }: World, index: number): Promise<{ head: Case; award?: Award } | undefined> => {
  const chosen = cases[index % Math.max(cases.length, 1)];
  const head = chosen && (await dynamoCases(table).find(chosen.caseId));
  if (!head) return undefined;
  const awardId = awardIdOf(head);
  const award = awardId ? await dynamoAwards(table).find(head.caseId, awardId) : undefined;
  return { head, ...(award && { award }) };
};
