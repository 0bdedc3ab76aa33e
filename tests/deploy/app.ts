import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cdk, onEmulator } from "./cdk.ts";
import type { ClientSettings } from "./emulator/emulator.ts";
import { prefix } from "./stacks.ts";

type Synthesis = {
  /** Where the templates and the functions go. */
  readonly assembly: string;
  readonly origin: string;
  /** One of the environments; all of them unless it is named. */
  readonly environment?: "emulator";
  /** The tree that is built, where it is not this one. */
  readonly folder?: string;
};

/** Builds the very app that is deployed to AWS, with an environment more. */
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

/** Deploys what must last and what a release replaces. The emulator cannot make the alarms and the edge: those are linted alone. */
export const deploy = (assembly: string, settings: ClientSettings, more: Parameters<typeof cdk>[1] = {}): Promise<string> =>
  cdk(["deploy", "--app", assembly, "--require-approval", "never", "--progress", "events", `${prefix}-data`, `${prefix}-service`], {
    ...more,
    env: onEmulator(settings),
  });

/** The CDK writes down dependencies that a reference makes anyhow. */
const redundantDependencies = "W3005";

/** What cfn-lint has to say of every template that was built; nothing where all is well. */
export const lint = async (pythonBin: string, assembly: string): Promise<string> => {
  const templates = (await readdir(assembly)).filter((file) => file.endsWith(".template.json")).map((file) => join(assembly, file));
  const { stdout } = await promisify(execFile)(
    join(pythonBin, "cfn-lint"),
    ["--non-zero-exit-code", "none", "--ignore-checks", redundantDependencies, "--format", "parseable", ...templates],
    { maxBuffer: 2 ** 26 },
  );
  return stdout.trim();
};
