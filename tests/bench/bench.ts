import { failCommand } from "../../infra/trouble.ts";
import { benchRules } from "./b-rules.ts";
import { benchDecision } from "./b1-decision.ts";
import { benchBulk } from "./b2-bulk.ts";
import { benchHotEnvelope } from "./b3-hot-envelope.ts";
import { benchColdStarts } from "./b4-cold-starts.ts";
import { benchReturns } from "./b6-returns.ts";
import { benchDuplicateCheck } from "./b7-duplicate-check.ts";
import { type Figure, median, printed } from "./measure.ts";

/** Each benchmark is a ratio against a floor measured in the same run; absolute times say more about the machine. */
const benchmarks: Readonly<Record<string, () => Promise<Figure[]>>> = {
  B1: benchDecision,
  B2: benchBulk,
  B3: benchHotEnvelope,
  B4: benchColdStarts,
  B6: benchReturns,
  B7: benchDuplicateCheck,
  rules: benchRules,
};

const wanted = process.argv[2];
const chosen = Object.entries(benchmarks).filter(([name]) => wanted === undefined || name === wanted);
if (chosen.length === 0) {
  process.stderr.write(`There is no benchmark ${wanted}: choose from ${Object.keys(benchmarks).join(", ")}.\n`);
  process.exit(1);
}

const runChosen = async (): Promise<void> => {
  for (const [, run] of chosen) {
    for (const figure of await run()) {
      process.stdout.write(`${printed(figure)}\n`);
      if (median(figure.ratios) < figure.aim) process.exitCode = 1;
    }
  }
};

await runChosen().catch(failCommand);
