import fc from "fast-check";
import { expect, test } from "vitest";
import { Fault } from "../../shared/fault.ts";
import { faulty, Killed, type Odds, TimedOut } from "../setup/faulty.ts";
import { expectConsistent, expectNothingBelowZero } from "./audit.ts";
import { beginnings, type Operation, operation, payingOperation } from "./stories/operations.ts";
import { book, openWorld, type RunningFunction, startFunction, type World } from "./stories/world.ts";

/** Operations to try in all: STORIES=1000000 tries longer. */
const wanted = Number(process.env.STORIES ?? 8_000);
const odds: Odds = { throttled: 0.01, conflict: 0.01, timeoutBefore: 0.01, timeoutAfter: 0.02, partialBatch: 0.1 };
const sendings = 5;
const storiesBetweenLooks = 20;
const mostAtOnce = 8;
/** Milliseconds that the search for a shorter failing story may take. */
const longestSearch = 240_000;
/** Far beyond what the stories take, also on a busy machine. */
const patience = longestSearch + wanted * 60;
const momentsBetweenLooks = 12;

/** One person's operation, and the faults that it meets. */
type Deed = { readonly operation: Operation; readonly seed: number; readonly crashAt: number | undefined };

const deedOf = (operation: fc.Arbitrary<Operation>): fc.Arbitrary<Deed> =>
  fc.record({
    operation,
    seed: fc.nat(),
    // One in ten is killed.
    crashAt: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 6 }) }),
  });

const momentOf = (operation: fc.Arbitrary<Operation>, minLength: number, maxLength: number) =>
  fc.array(deedOf(operation), { minLength, maxLength, size: "max" });

/** The operations of one moment run at once; moments come one after another. */
const story = fc.array(momentOf(operation, 1, mostAtOnce), { minLength: 1, maxLength: 25, size: "max" });

const payingStory = fc
  .tuple(
    momentOf(beginnings.apply, 4, mostAtOnce),
    momentOf(beginnings.help, 4, mostAtOnce),
    fc.array(momentOf(payingOperation, 1, 3), { minLength: 8, maxLength: 25, size: "max" }),
  )
  .map(([applied, helped, moments]) => [applied, helped, ...moments]);

const tellOf = async (stories: fc.Arbitrary<Deed[][]>, operations: number): Promise<void> => {
  for (let done = 0; done < operations; ) {
    await fc.assert(
      fc.asyncProperty(stories, fc.nat(), async (moments, seed) => {
        done += await happen(moments, seed);
      }),
      { numRuns: storiesBetweenLooks, interruptAfterTimeLimit: longestSearch, reporter: tellShortest },
    );
  }
};

test(
  "every figure follows from the ledger after any allocations, awards, approvals, payments, returns and losses, at once and under every fault",
  () => tellOf(story, wanted),
  patience,
);

test(
  "two people stand behind every payment and code, whoever enters, decides, records payees and releases, and they look if two households share an account",
  () => tellOf(payingStory, wanted / 4),
  patience,
);

const happen = async (moments: readonly (readonly Deed[])[], seed: number): Promise<number> => {
  const world = await openWorld(seed);
  const running = Array.from({ length: mostAtOnce }, () => startFunction(world));
  for (const [number, deeds] of moments.entries()) {
    const take = async (one: Deed, index: number) => {
      const wasKilled = await attempt(one, world, running[index] ?? startFunction(world), `${number}-${index}`);
      if (wasKilled) running[index] = startFunction(world);
    };
    await Promise.all(deeds.map(take));
    if (number % momentsBetweenLooks === momentsBetweenLooks - 1) await expectNothingBelowZero(world.table);
  }
  await expectConsistent(world.table, book);
  return moments.flat().length;
};

/** A sender without an answer, or with "busy", sends the same again; a killed one does not. Returns whether it was killed. */
const attempt = async ({ operation, seed, crashAt }: Deed, world: World, by: RunningFunction, place: string): Promise<boolean> => {
  by.meets(faulty(world.service, { seed, odds, ...(crashAt && { crashAt }) }));
  const name = `${world.id}-${place}`;
  for (let sending = 0; sending < sendings; sending += 1) {
    try {
      await operation.does(world, by.ports, name);
      return false;
    } catch (error) {
      if (error instanceof Killed) return true;
      if (!mayPass(error)) throw error;
    }
  }
  return false;
};

const passing = ["ProvisionedThroughputExceededException", "TransactionConflictException"];
const mayPass = (error: unknown): boolean =>
  error instanceof TimedOut ||
  (error instanceof Fault && error.code === "tooBusy") ||
  (error instanceof Error && passing.includes(error.name));

/** The shortest story that fails, one line for each operation. Indented lines happen at the same moment. */
const tellShortest = (run: fc.RunDetails<[Deed[][], number]>): void => {
  if (!run.failed) return;
  const told = (run.counterexample?.[0] ?? []).map((deeds) => deeds.map(tell).join("\n  and at once "));
  const why = run.errorInstance instanceof Error ? run.errorInstance.message : String(run.errorInstance);
  throw new Error(`After this story:\n${told.join("\n")}\n${why}\n(seed ${run.seed}, path "${run.counterexamplePath}")`, {
    cause: run.errorInstance,
  });
};

const tell = ({ operation, crashAt }: Deed) => `${operation.says}${crashAt ? `, and is killed at call ${crashAt}` : ""}`;

test("a story is told in one line for each operation", () => {
  const [moments] = fc.sample(story, { numRuns: 1, seed: 1 });
  const told = (moments ?? []).flat().map(tell);
  expect(told.length).toBeGreaterThan(0);
  for (const line of told) expect(line).toMatch(/^[^\n]+$/);
});
