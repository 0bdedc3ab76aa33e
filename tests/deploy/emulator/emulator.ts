import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../../../infra/local/free-port.ts";
import { Trouble } from "../../../infra/trouble.ts";

const launch = fileURLToPath(new URL("launch.py", import.meta.url));
const startSeconds = 60;
const stopSeconds = 10;

/** The settings of the emulator's clients. It takes these made-up credentials for the account's owner. */
export const clientSettings = (endpoint: string) => ({
  endpoint,
  region: emulatedRegion,
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
});
export type ClientSettings = ReturnType<typeof clientSettings>;
export const emulatedRegion = "eu-west-2";
export const emulatedAccount = "000000000000";

export type Emulator = {
  readonly endpoint: string;
  /** Sets the time that requests and records are stamped with. */
  setOffset(milliseconds: number): void;
  stop(): Promise<void>;
};

/** Starts an emulator of AWS on a free port of the loopback address. It ends with the process that started it. */
export const startEmulator = async (pythonBin: string): Promise<Emulator> => {
  const folder = await mkdtemp(join(tmpdir(), "emulator-"));
  const [logFile, clockFile] = [join(folder, "log"), join(folder, "clock")];
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const log = await open(logFile, "w");
  writeFileSync(clockFile, "0");

  const emulator = spawn(join(pythonBin, "python"), [launch], {
    stdio: ["pipe", log.fd, log.fd],
    // Functions inherit the emulator's environment, so keep it small. They run on the first Node in PATH.
    env: {
      HOME: folder,
      PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
      TMPDIR: folder,
      CLOCK_FILE: clockFile,
      BIND_HOST: "127.0.0.1",
      GATEWAY_PORT: String(port),
      MINISTACK_REGION: emulatedRegion,
      AUTH: "true",
      LAMBDA_EXECUTOR: "local",
      NODE_OPTIONS: `--require ${fileURLToPath(new URL("find-cjs.cjs", import.meta.url))}`,
      IOT_MTLS_ENABLED: "0",
      SFTP_ENABLED: "0",
      COGNITO_EMAIL_ENABLED: "false",
      PERSIST_STATE: "0",
      S3_DATA_DIR: join(folder, "s3"),
      STATE_DIR: join(folder, "state"),
      LOG_LEVEL: "WARNING",
    },
  });
  await log.close();
  const ended = new Promise<void>((done) => emulator.once("exit", () => done()).once("error", () => done()));
  const said = async () => (await readFile(logFile, "utf8")).split("\n").slice(-40).join("\n");
  const stop = async () => {
    emulator.stdin?.end();
    await Promise.race([ended, pause(stopSeconds * 1000, undefined, { ref: false })]);
    if (emulator.exitCode === null) emulator.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };

  try {
    await untilItAnswers(endpoint, emulator);
  } catch (error) {
    const last = await said();
    await stop();
    throw new Trouble(`${(error as Error).message} The end of what it said:\n${last}`);
  }
  return { endpoint, setOffset: (milliseconds) => writeFileSync(clockFile, String(milliseconds / 1000)), stop };
};

const untilItAnswers = async (endpoint: string, emulator: ChildProcess): Promise<void> => {
  const deadline = Date.now() + startSeconds * 1000;
  while (Date.now() < deadline) {
    if (emulator.exitCode !== null) throw new Error("The emulator ended while it was starting.");
    const isUp = await fetch(`${endpoint}/_ministack/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await pause(100);
  }
  throw new Error(`The emulator did not answer within ${startSeconds} seconds.`);
};
