import { expect, inject, test } from "vitest";
import { type FunctionName, type FunctionSpec, functions } from "../../shared/system.ts";
import { aDayInCrf } from "../examples.ts";
import { everythingIn } from "../setup/table.ts";
import { deployedService } from "./deployed.ts";
import { clientSettings } from "./emulator/emulator.ts";
import { runFunction } from "./functions.ts";

const settings = clientSettings(inject("deployed").endpoint);

/** Runs a function with its schedule's event. */
const runOnSchedule = (name: FunctionName, time: Date) => runFunction(settings, name, { time: time.toISOString() });

const scheduled = Object.entries<FunctionSpec>(functions).flatMap(([name, { schedule }]) => (schedule ? [name as FunctionName] : []));

test.for(scheduled)("the deployed %s finishes when its schedule runs it", async (name) => {
  await runOnSchedule(name, aDayInCrf);
});

test("the table keeps the result of the nightly work, with every step done", async () => {
  const run = await runOnSchedule("nightly", aDayInCrf);

  const { steps } = run as { steps: readonly { step: string; outcome: string }[] };
  expect(steps.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual(steps.map(({ step }) => `${step} done`));
  const { table } = deployedService();
  // Each run is kept under the time at which it began.
  const kept = (await everythingIn(table)).filter(({ pk }) => String(pk).startsWith("NIGHT#"));
  expect(kept).toContainEqual(expect.objectContaining({ steps }));
});
