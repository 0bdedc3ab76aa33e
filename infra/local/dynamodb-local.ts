import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { CreateTableCommand, DynamoDBClient, ListTablesCommand, ResourceInUseException } from "@aws-sdk/client-dynamodb";
import { table } from "../../shared/system.ts";
import { Trouble } from "../trouble.ts";
import { checkEmulator, checkJava } from "./check-emulator.ts";
import { freePort } from "./free-port.ts";
import { loopbackServer } from "./loopback-server.ts";

/** The one table of a service on this machine. */
export const tableName = "hardship-support";

export type DynamoDbLocal = {
  readonly endpoint: string;
  /** Settles when the engine has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

/**
 * A client's settings for one store. DynamoDB Local checks no credentials, but in memory it keeps a store for each access
 * key, and tables in two stores do not wait for each other's locks.
 */
export const localSettings = (endpoint: string, store: string) => ({
  endpoint,
  region: "eu-west-2",
  credentials: { accessKeyId: store.replaceAll(/[^A-Za-z0-9]/g, ""), secretAccessKey: "local" },
});

const installed = fileURLToPath(new URL("../../node_modules/amplify-dynamodb-simulator/emulator", import.meta.url));
const startSeconds = 60;

/**
 * Runs the JVM until the shell's input closes. The operating system closes it however this process ends, so no JVM is
 * left behind.
 */
const untilInputCloses = [
  "exec 3<&0",
  '"$@" & jvm=$!',
  '{ cat >/dev/null; kill "$jvm" 2>/dev/null; } <&3 &',
  'wait "$jvm"',
  'rm -rf "$WORK_FOLDER"',
].join("\n");

/** Starts DynamoDB Local on a free port: in memory, or on the files of a folder. */
export const startDynamoDbLocal = async ({
  folder,
  emulator = installed,
  startsFast = false,
}: {
  folder?: string;
  emulator?: string;
  /** Compiles once and quickly. That halves the work of a first start, and a long run of many operations goes slower. */
  startsFast?: boolean;
} = {}): Promise<DynamoDbLocal> => {
  await Promise.all([checkJava(), checkEmulator(emulator)]);
  const data = folder && resolve(folder);
  if (data) await mkdir(data, { recursive: true });
  // DynamoDB Local writes files into its working folder.
  const workFolder = await mkdtemp(join(tmpdir(), "dynamodb-local-"));
  const port = await freePort();
  const description = join(workFolder, "server.xml");
  // One store for all access keys on files alone: in memory two tables would wait for each other's transactions.
  await writeFile(description, loopbackServer({ port, data }));
  const libraries = join(emulator, "DynamoDBLocal_lib");
  const command = [
    "java",
    "-XX:+UseSerialGC",
    "-Xmx2g",
    ...(startsFast ? ["-XX:TieredStopAtLevel=1"] : []),
    "-Dorg.eclipse.jetty.LEVEL=WARN",
    "-Dorg.eclipse.jetty.util.log.announce=false",
    `-Djava.library.path=${libraries}`,
    "-cp",
    [join(emulator, "DynamoDBLocal.jar"), join(libraries, "jetty-xml-9.4.53.v20231009.jar")].join(delimiter),
    "org.eclipse.jetty.xml.XmlConfiguration",
    description,
  ];
  // A process group of its own, so that Ctrl-C stops the service before its database.
  const jvm = spawn("sh", ["-c", untilInputCloses, "sh", ...command], {
    cwd: workFolder,
    env: { ...process.env, WORK_FOLDER: workFolder },
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
  });
  const ended = new Promise<void>((done) => jvm.once("exit", () => done()));
  const stop = async () => {
    jvm.stdin.end();
    await ended;
  };
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await Promise.race([untilItAnswers(endpoint), failureOf(jvm)]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, ended, stop };
};

/** Creates the declared table. False when it was already there. */
export const createTable = async (client: DynamoDBClient, name: string): Promise<boolean> => {
  const { index } = table;
  try {
    // No expiry: the emulator would go by the machine's clock, and the service's clock can be moved.
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [table.partitionKey, table.sortKey, index.partitionKey, index.sortKey].map((name) => ({
          AttributeName: name,
          AttributeType: "S",
        })),
        KeySchema: [
          { AttributeName: table.partitionKey, KeyType: "HASH" },
          { AttributeName: table.sortKey, KeyType: "RANGE" },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: index.name,
            KeySchema: [
              { AttributeName: index.partitionKey, KeyType: "HASH" },
              { AttributeName: index.sortKey, KeyType: "RANGE" },
            ],
            Projection: { ProjectionType: "ALL" },
          },
        ],
        StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ResourceInUseException) return false;
    throw error;
  }
};

const untilItAnswers = async (endpoint: string): Promise<void> => {
  const client = new DynamoDBClient({ ...localSettings(endpoint, tableName), maxAttempts: 1 });
  const deadline = Date.now() + startSeconds * 1000;
  while (Date.now() < deadline) {
    const isThere = await client.send(new ListTablesCommand({ Limit: 1 })).then(
      () => true,
      () => false,
    );
    if (isThere) return client.destroy();
    await pause(50);
  }
  throw new Trouble(`DynamoDB Local did not answer within ${startSeconds} seconds: close other programs and try again.`);
};

/** Fails when the JVM ends before it answers, with the last line that the JVM wrote. */
const failureOf = async (jvm: ChildProcess): Promise<never> => {
  let words = "";
  jvm.stderr?.on("data", (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-2000);
  });
  await new Promise((done) => jvm.once("close", done));
  const because = words.trim().split("\n").at(-1) ?? "";
  throw new Trouble(`DynamoDB Local stopped as soon as it was started: ${because || "it did not say why."}`);
};
