import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cdk, onEmulator } from "./cdk.ts";
import type { ClientSettings } from "./emulator/emulator.ts";
import { stackNames } from "./stacks.ts";

type Synthesis = {
  /** The output folder for templates and functions. */
  readonly assembly: string;
  readonly origin: string;
  /** The name of one environment; all of them without it. */
  readonly environment?: "emulator";
  /** The tree to build, if not this one. */
  readonly folder?: string;
};

/** Builds the app that is deployed to AWS, with one more environment. */
export const synthesise = ({ assembly, origin, environment, folder }: Synthesis): Promise<string> =>
  cdk(
    [
      "synth",
      "--quiet",
      "--output",
      assembly,
      "-c",
      `environments=tests/deploy/environments`,
      ...(environment ? ["-c", `environment=${environment}`] : []),
    ],
    {
      env: { DEPLOY_ORIGIN: origin },
      ...(folder && { folder }),
    },
  );

/** Deploys the stacks of data, functions and API. The emulator cannot make the alarms and the edge: those are only linted. */
export const deploy = (assembly: string, settings: ClientSettings, more: Parameters<typeof cdk>[1] = {}): Promise<string> =>
  cdk(["deploy", "--app", assembly, "--require-approval", "never", "--progress", "events", ...stackNames], {
    ...more,
    env: onEmulator(settings),
  });

/** W3005: the CDK writes dependencies that a reference already makes. */
const redundantDependencies = "W3005";

/** The findings of cfn-lint in all built templates; empty if there are none. */
export const lint = async (pythonBin: string, assembly: string): Promise<string> => {
  const templates = (await readdir(assembly)).filter((file) => file.endsWith(".template.json")).map((file) => join(assembly, file));
  const { stdout } = await promisify(execFile)(
    join(pythonBin, "cfn-lint"),
    ["--non-zero-exit-code", "none", "--ignore-checks", redundantDependencies, "--format", "parseable", ...templates],
    { maxBuffer: 2 ** 26 },
  );
  return stdout.trim();
};
