import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { bundleFunctions, readMadeOf } from "../../infra/aws/bundle.ts";
import { variablesOf } from "../../shared/environment.ts";
import { type FunctionSpec, functions } from "../../shared/system.ts";
import { kilobytes, partsOf } from "./bundle-parts.ts";
import { type Figure, median } from "./measure.ts";

const rounds = 9;
const aim = 0.77;
const partsShown = 4;

/**
 * Loads a function in a process of its own and prints the processor's time for it, without Node's own start. A cold start
 * waits for the processor, and this time does not depend on what else the machine does.
 */
const load = `
  const before = process.cpuUsage();
  require(process.argv[1]);
  const { user, system } = process.cpuUsage(before);
  process.stdout.write("\\n" + (user + system));
  process.exit();
`;

/** A valid value for each variable. */
const inOrderFor = (variable: string): string => {
  if (variable.endsWith("URLS")) return "{}";
  if (variable === "NOTIFY_KEY") return `key-${crypto.randomUUID()}-${crypto.randomUUID()}`;
  return variable === "ORIGIN" || variable.endsWith("URL") || variable.endsWith("ISSUER") ? "https://hardship.example" : "1";
};

const loadTime = async (folder: string, name: string): Promise<number> => {
  const spec: FunctionSpec | undefined = (functions as Readonly<Record<string, FunctionSpec>>)[name];
  const variables = spec ? variablesOf(spec).map((variable) => [variable, inOrderFor(variable)]) : [];
  const { stdout } = await promisify(execFile)(process.execPath, ["--eval", load, join(folder, name, "index.cjs")], {
    cwd: folder,
    env: { ...Object.fromEntries(variables), AWS_REGION: "eu-west-2" },
  });
  return Number(stdout.split("\n").at(-1));
};

/**
 * The time that each function takes to load, as it is deployed, against a bare one that only makes a client for its table.
 * Each in a process of its own, in turn, so that a machine that drifts drifts for all of them.
 */
export const benchColdStarts = async (): Promise<Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), "bundles-"));
  try {
    const specs: Readonly<Record<string, Pick<FunctionSpec, "entry">>> = { ...functions, floor: { entry: "tests/bench/floor-handler.ts" } };
    await bundleFunctions(folder, specs);
    const madeOf = await readMadeOf(folder);
    const names = Object.keys(functions);
    const ratios = new Map<string, number[]>(names.map((name) => [name, []]));
    for (let round = 0; round <= rounds; round += 1) {
      for (const name of round % 2 === 0 ? names : names.toReversed()) {
        const floor = await loadTime(folder, "floor");
        const own = await loadTime(folder, name);
        if (round > 0) ratios.get(name)?.push(floor / own);
      }
    }
    const figures = names.map((name): Figure => {
      const parts = partsOf(madeOf[name] ?? {});
      const size = kilobytes(parts.reduce((total, { bytes }) => total + bytes, 0));
      const largest = parts.slice(0, partsShown).map(({ name, bytes, because }) => `${kilobytes(bytes)} KB ${name} ${because}`);
      return { name: `B4 ${name}`, aim, ratios: ratios.get(name) ?? [], note: `${size} KB: ${largest.join(", ")}` };
    });
    return figures.sort((a, b) => median(a.ratios) - median(b.ratios));
  } finally {
    await rm(folder, { recursive: true });
  }
};
