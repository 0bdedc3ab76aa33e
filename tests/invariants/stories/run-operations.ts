import fc from "fast-check";
import { approveRun } from "../../../functions/bulk/approve-run.ts";
import { prepareRun } from "../../../functions/bulk/prepare-run.ts";
import { resumeRun } from "../../../functions/bulk/resume-run.ts";
import { takePart } from "../../../functions/bulk/run-awards.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Run, RunPart } from "../../../shared/domain/run/run.ts";
import { dynamoRuns } from "../../../shared/store/runs.ts";
import { evidenceExample } from "../../examples.ts";
import { birthOf, nameOf } from "../../people.ts";
import type { Operation } from "./operations.ts";
import { caseworkers, days, noonOf, type StoryPorts, type World } from "./world.ts";

const isQuick = fc.constantFrom(true, true, false);
const some = fc.nat({ max: 60 });
const day = fc.constantFrom(...days.slice(0, 3));
const caseworker = fc.constantFrom(...caseworkers);
/** Few, so that the same people are on several lists. */
const people = fc.uniqueArray(fc.nat({ max: 8 }), { minLength: 1, maxLength: 5 });

const listOf = (people: readonly number[]): Uint8Array =>
  new TextEncoder().encode(
    [
      "reference,name,date_of_birth,address_line_1,postcode",
      ...people.map((number) => `R${number},${nameOf(number)},${birthOf(number)},${number} Sample Street,CV1 2AB`),
    ].join("\n"),
  );

const prepare = fc
  .record({
    people,
    cases: fc.option(fc.uniqueArray(some, { minLength: 1, maxLength: 3 }), { nil: undefined, freq: 2 }),
    amount: fc.integer({ min: 1, max: 60_00 }),
    by: caseworker,
    on: day,
    isCheckedAtOnce: isQuick,
  })
  .map(
    ({ people, cases, amount, by, on, isCheckedAtOnce }): Operation => ({
      says: `${by.id} prepares a run of ${cases ? `cases ${cases.join(" and ")}` : `people ${people.join(" and ")}`} for £${(amount / 100).toFixed(2)} each on ${on}${isCheckedAtOnce ? ", and it is checked at once" : ""}`,
      async does(world, ports, sendingId) {
        const { cases: all, runs } = world;
        const chosen = (cases ?? []).flatMap((which) => all[which % Math.max(all.length, 1)]?.caseId ?? []);
        if (cases && chosen.length === 0) return;
        const terms = {
          title: "A run",
          item: "fuelTopUp",
          delivery: "CASH",
          amount: pence(amount),
          evidence: evidenceExample,
          reason: "As told.",
        } as const;
        const rows = cases ? { cases: [...new Set(chosen)] } : { list: listOf(people) };
        const prepared = await prepareRun({ terms, ...rows, by, now: noonOf(on), sendingId }, ports);
        if (prepared.kind !== "prepared") return;
        runs.add(prepared.run.runId);
        // The queue brings it soon, and once.
        return isCheckedAtOnce && takeLastPart(world, prepared.run.runId, noonOf(on), ports);
      },
    }),
  );

/** One of the runs, and the part that it requested last, read without faults. */
const runAt = async ({ table, runs }: World, which: number): Promise<{ run: Run; last?: RunPart } | undefined> => {
  const runId = [...runs][which % Math.max(runs.size, 1)];
  const run = runId && (await dynamoRuns(table).find(runId));
  if (!run) return undefined;
  const last = await dynamoRuns(table).lastRequested(runId);
  return { run, ...(last && { last }) };
};

const takeLastPart = async ({ table }: World, runId: string, now: Date, ports: StoryPorts) => {
  const last = await dynamoRuns(table).lastRequested(runId);
  return last && takePart(last, () => now, ports);
};

const approve = fc.record({ which: some, by: caseworker, on: day, isMadeAtOnce: isQuick }).map(
  ({ which, by, on, isMadeAtOnce }): Operation => ({
    says: `${by.id} approves run ${which} on ${on}${isMadeAtOnce ? ", and it is made at once" : ""}`,
    async does(world, ports) {
      const seen = await runAt(world, which);
      if (!seen) return;
      const { runId, version } = seen.run;
      await approveRun({ runId, seen: version, by, now: noonOf(on) }, ports);
      return isMadeAtOnce && takeLastPart(world, runId, noonOf(on), ports);
    },
  }),
);

const part = fc.record({ which: some, on: day, times: fc.constantFrom(1, 1, 1, 2) }).map(
  ({ which, on, times }): Operation => ({
    says: `the queue brings the part that run ${which} requested last, on ${on}${times > 1 ? ", twice at once" : ""}`,
    async does(world, ports) {
      const last = (await runAt(world, which))?.last;
      return last && Promise.all(Array.from({ length: times }, () => takePart(last, () => noonOf(on), ports)));
    },
  }),
);

const resume = fc.record({ which: some, on: day }).map(
  ({ which, on }): Operation => ({
    says: `somebody has run ${which} go on, on ${on}`,
    async does(world, ports) {
      const seen = await runAt(world, which);
      return seen && resumeRun({ runId: seen.run.runId, now: noonOf(on) }, ports);
    },
  }),
);

/** Awards of many at once: a list or chosen cases, checked, approved and made part by part. */
export const runOperation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 3, arbitrary: prepare },
  { weight: 3, arbitrary: approve },
  { weight: 8, arbitrary: part },
  { weight: 1, arbitrary: resume },
);
