import fc from "fast-check";
import { expect, test } from "vitest";
import { splitHousehold } from "../../functions/decide/split-household.ts";
import { takeSteps } from "../../functions/line/move-line.ts";
import type { AwardRequest } from "../../shared/domain/award/award.ts";
import type { Case } from "../../shared/domain/case/case.ts";
import { partsOf } from "../../shared/domain/household/parts.ts";
import type { LineStepName } from "../../shared/domain/line/line.ts";
import { mayTake } from "../../shared/domain/line/line-move.ts";
import { computeReturn } from "../../shared/domain/return/compute-return.ts";
import { layoutOf } from "../../shared/domain/return/layout.ts";
import { newestVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import type { Table } from "../../shared/store/items.ts";
import { dynamoLineBooks } from "../../shared/store/line-book.ts";
import { allocateExample, approver, assessor, secondAssessor, submitExample } from "../examples.ts";
import {
  awardTo,
  bed,
  differencesOf,
  figuresOf,
  fuel,
  type JoinPorts,
  join,
  portsOn,
  rent,
  standingOf,
} from "../functions/decide/join-desk.ts";
import { everythingIn, freshTable } from "../setup/table.ts";
import { everythingFrom, rootsIn, sum } from "./audit/everything.ts";
import { expectConsistent } from "./audit.ts";

/** One thing that somebody does to three households. Each comes a minute after the one before. */
type Deed =
  | { readonly does: "award"; readonly household: number; readonly what: keyof typeof lines; readonly by: number }
  | { readonly does: "join"; readonly household: number; readonly other: number }
  | { readonly does: "split"; readonly household: number; readonly part: number; readonly movesTo?: number }
  | { readonly does: "takeBack"; readonly award: number; readonly how: readonly LineStepName[] };

const lines = { fuel, rent, bed, both: [...fuel, ...bed] } satisfies Record<string, AwardRequest["lines"]>;
const households = 3;
const household = fc.nat({ max: households - 1 });
const backs: readonly (readonly LineStepName[])[] = [["cancel"], ["issue", "deliver", "return"]];

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant("award" as const),
      household,
      what: fc.constantFrom(...(Object.keys(lines) as (keyof typeof lines)[])),
      by: fc.nat({ max: 1 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant("join" as const), household, other: household }) },
  {
    weight: 3,
    arbitrary: fc.record(
      { does: fc.constant("split" as const), household, part: household, movesTo: household },
      { requiredKeys: ["does", "household", "part"] },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant("takeBack" as const), award: fc.nat({ max: 9 }), how: fc.constantFrom(...backs) }),
  },
);

/** The operations of one moment run at once. */
const story = fc.array(fc.array(deed, { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 9, size: "max" });

const deciders = [assessor, secondAssessor];
const start = Date.parse("2026-11-20T10:00:00Z");
const at = (moment: number) => new Date(start + moment * 60_000);

type Made = {
  readonly awardId: string;
  readonly caseId: string;
  readonly household: number;
  readonly what: keyof typeof lines;
  readonly by: number;
  readonly moment: number;
};
type Back = { readonly awardId: string; readonly line: number; readonly steps: LineStepName[]; readonly moment: number };
type World = {
  readonly table: Table;
  readonly ports: JoinPorts;
  readonly heads: readonly Case[];
  readonly made: Made[];
  readonly backs: Back[];
};

const open = async (): Promise<World> => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 50_000_00);
  await allocateExample(table, "CRF", "HOUSING_PAYMENT", 50_000_00, "november", { period: "2026-11" });
  const heads = await Promise.all(Array.from({ length: households }, () => submitExample(table)));
  return { table, ports: portsOn(table), heads, made: [], backs: [] };
};

const headOf = ({ heads }: World, index: number): Case => {
  const head = heads[index];
  if (!head) throw new RangeError("There are three households.");
  return head;
};

/** Each award has a case of its own, of the household that it is for. */
const award = async (world: World, of: Omit<Made, "awardId" | "caseId">): Promise<Made | undefined> => {
  const head = await submitExample(world.table, { householdId: headOf(world, of.household).householdId });
  const outcome = await awardTo(head, lines[of.what], world.ports, { by: deciders[of.by] ?? assessor, now: at(of.moment) });
  return outcome.kind === "awarded" ? { ...of, awardId: outcome.award.awardId, caseId: head.caseId } : undefined;
};

const takeBack = async ({ ports }: World, { awardId, caseId }: Made, line: number, how: readonly LineStepName[], moment: number) => {
  const taken: LineStepName[] = [];
  for (const step of how) {
    const found = await ports.lines.find(caseId, awardId, line);
    if (!found || !mayTake(found.line, [step])) break;
    // The person who orders goods does not take them back.
    const by = { id: `caseworker-${step}`, name: `Caseworker who does ${step}` };
    const moved = await takeSteps(
      found,
      [step],
      { at: at(moment).toISOString(), by, key: `${moment}-${step}` },
      { book: shippedSchemes },
      ports,
    );
    if (moved.kind === "moved") taken.push(step);
  }
  return taken;
};

const happen = async (world: World, one: Deed, moment: number): Promise<void> => {
  const { ports, made } = world;
  switch (one.does) {
    case "award": {
      const done = await award(world, { ...one, moment });
      if (done) made.push(done);
      return;
    }
    case "join":
      await join(headOf(world, one.household), headOf(world, one.other), ports, approver, at(moment));
      return;
    case "split": {
      const { householdId } = headOf(world, one.household);
      const last = made.at(-1);
      const awardsTo = one.movesTo !== undefined && last ? { [last.awardId]: headOf(world, one.movesTo).householdId } : {};
      const part = headOf(world, one.part).householdId;
      await splitHousehold({ householdId, part, by: approver, reason: "They are two.", now: at(moment), awardsTo }, ports);
      return;
    }
    case "takeBack": {
      const chosen = made[one.award % Math.max(made.length, 1)];
      // Two people who take one line back at once share its steps, and no list of either tells what was done.
      if (!chosen || world.backs.some((back) => back.awardId === chosen.awardId && back.moment === moment)) return;
      const back: Back = { awardId: chosen.awardId, line: 0, steps: [], moment };
      world.backs.push(back);
      back.steps.push(...(await takeBack(world, chosen, 0, one.how, moment)));
    }
  }
};

const splitAll = async ({ ports, heads }: World): Promise<void> => {
  for (const { householdId } of heads) {
    const household = await ports.joins.find(householdId);
    for (const part of partsOf(household).filter(({ joined }) => joined))
      await splitHousehold({ householdId, part: part.householdId, by: approver, reason: "They are apart.", now: at(90) }, ports);
  }
};

/** The same awards to the same households in a world that never joined any. An award that was moved is made where it went. */
const twinOf = async (world: World): Promise<World> => {
  const twin = await open();
  const names = new Map<string, Made>();
  const holders = new Map<string, number>();
  for (const { awardId, caseId } of world.made) {
    const now = await world.ports.awards.find(caseId, awardId);
    holders.set(
      awardId,
      world.heads.findIndex(({ householdId }) => householdId === now?.householdId),
    );
  }
  const undo = async (back: Back): Promise<void> => {
    const made = names.get(back.awardId);
    if (made) await takeBack(twin, made, back.line, back.steps, back.moment);
  };
  for (const moment of new Set([...world.made, ...world.backs].map((one) => one.moment).toSorted((a, b) => a - b))) {
    const backs = world.backs.filter((back) => back.moment === moment);
    // Money taken back at the moment of an award may have made room for it.
    const early = backs.filter(({ awardId }) => names.has(awardId));
    for (const back of early) await undo(back);
    for (const one of world.made.filter((each) => each.moment === moment)) {
      const made = await award(twin, { ...one, household: holders.get(one.awardId) ?? one.household });
      expect(made, "An award that a joined household had is one that it could have had alone.").toBeDefined();
      if (made) names.set(one.awardId, made);
    }
    for (const back of backs.filter((each) => !early.includes(each))) await undo(back);
  }
  return twin;
};

const withoutNothing = (record: object): object =>
  Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => {
      const own: unknown = typeof value === "object" && value !== null ? withoutNothing(value) : value;
      return own === 0 || (typeof own === "object" && own !== null && Object.keys(own).length === 0) ? [] : [[name, own]];
    }),
  );

/** As finance reports them: the scheme's counts are the sum over its budgets, wherever each stands. */
const reportedIn = (figures: Awaited<ReturnType<typeof figuresOf>>) => ({
  budgets: figures.map(({ awards, households, ...money }) =>
    withoutNothing({ ...money, awards: awards.inCategory, households: households.inCategory }),
  ),
  awardsInScheme: figures.reduce((sum, { awards }) => sum + awards.inScheme, 0),
  householdsInScheme: figures.reduce((sum, { households: { inScheme } }) => sum + inScheme, 0),
});

const comparable = async ({ table, heads }: World) => ({
  households: await Promise.all(
    heads.map(async (head) => {
      const { claims, spent, reached, decided, contact, isJoined, next } = await standingOf(table, head);
      return {
        claims: claims.map((claim) => JSON.stringify(Object.entries(claim).toSorted())).toSorted(),
        ...{ spent: withoutNothing(spent), reached: withoutNothing(reached), contact, isJoined, next },
        decided: decided.filter(({ sum }) => sum > 0),
      };
    }),
  ),
  ...reportedIn(await figuresOf(table)),
});

/** Households that the records name now, which a return of all days has to count, though it reads the ledger alone. */
const householdsHelped = async (table: Table): Promise<number> => {
  const { awards, entries, households } = everythingFrom(await everythingIn(table));
  const rootOf = rootsIn({ households });
  const standing = Map.groupBy(entries, ({ award }) => award?.awardId);
  const isIn = (place: string) => (place === "committed" || place === "paid" ? 1 : 0);
  const held = awards.filter(({ awardId }) =>
    [...Map.groupBy(standing.get(awardId) ?? [], ({ award }) => award?.line).values()].some(
      (own) => sum(own.map(({ from, to }) => isIn(to) - isIn(from))) > 0,
    ),
  );
  return new Set(held.map(({ householdId }) => rootOf(householdId))).size;
};

const crf = newestVersion(shippedSchemes, "CRF");
const committed =
  crf && layoutOf({ ...crf, returns: crf.returns.map((one) => ({ ...one, counts: "committed" as const })) }, crf.returns[0]?.code ?? "");

const expectHouseholdsCounted = async ({ table }: World): Promise<void> => {
  if (!crf || !committed) throw new Error("The service ships the fund with a return.");
  const book = await dynamoLineBooks(table).upTo(crf);
  const { totals } = computeReturn(committed, crf, book, { from: crf.about.start, to: crf.about.end, asOf: "2099" });
  expect(totals.households).toBe(await householdsHelped(table));
};

test("however awards, joins, splits, moves and take-backs interleave, every figure is right, and splitting everything leaves what a world without joins has", async () => {
  await fc.assert(
    fc.asyncProperty(story, async (moments) => {
      const world = await open();
      for (const [moment, deeds] of moments.entries()) {
        await Promise.all(deeds.map((one) => happen(world, one, moment)));
        await expectConsistent(world.table);
      }
      // Joins and splits of one instant stand in no order in the ledger. People make them one after another.
      const isOrdered = moments.every((deeds) => deeds.filter(({ does }) => does === "join" || does === "split").length < 2);
      if (isOrdered) await expectHouseholdsCounted(world);
      await splitAll(world);
      await expectConsistent(world.table);
      if (isOrdered) await expectHouseholdsCounted(world);
      expect(await differencesOf(world.table)).toEqual([]);
      const twin = await twinOf(world);
      expect(await comparable(world)).toEqual(await comparable(twin));
    }),
    { numRuns: 10, endOnFailure: true, interruptAfterTimeLimit: 120_000 },
  );
});
