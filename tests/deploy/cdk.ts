import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Trouble } from "../../infra/trouble.ts";
import type { ClientSettings } from "./emulator/emulator.ts";

const cli = fileURLToPath(new URL("../../node_modules/aws-cdk/bin/cdk", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));

type Run = {
  /** The folder that it runs in. */
  readonly folder?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Called with each line of output, and with a way to kill the run as `kill -9` does. */
  readonly onLine?: (line: string, kill: () => void) => void;
};

/** Runs the CDK's command line and returns its output. */
export const cdk = async (args: readonly string[], { folder = root, env = {}, onLine }: Run = {}): Promise<string> => {
  const running: ChildProcess = spawn(process.execPath, [cli, ...args], {
    cwd: folder,
    env: { ...process.env, ...env, CI: "true" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [running.stdout, running.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      said += chunk;
      onLine?.(chunk, () => running.kill("SIGKILL"));
    });
  }
  const code = await new Promise<number | null>((done) => running.once("close", done));
  if (code !== 0) throw new Trouble(`\`cdk ${args.join(" ")}\` failed:\n${said}`);
  return said;
};

/** Environment variables that keep the command line, and everything that it starts, on the emulator. */
export const onEmulator = ({ endpoint, region, credentials }: ClientSettings): NodeJS.ProcessEnv => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_EC2_METADATA_DISABLED: "true",
});
