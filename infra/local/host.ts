import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { withClock } from "../../shared/clock.ts";
import type { SignInRules } from "../../shared/http/sign-in-rules.ts";
import { type FunctionName, type FunctionSpec, functions, ownList } from "../../shared/system.ts";
import { withoutSdkLog } from "../../shared/without-sdk-log.ts";
import { accountGroups } from "./account-groups.ts";
import { createBankPages } from "./bank-pages.ts";
import { createBankSandbox } from "./bank-sandbox.ts";
import { createClock } from "./clock.ts";
import { codesPath, createCodePages } from "./code-pages.ts";
import { createCodeSandbox } from "./code-sandbox.ts";
import { lockDataFolder } from "./data-folder.ts";
import { diskSpace, expectSpace, type FreeBytes, noDisk } from "./disk-space.ts";
import { createTable, localSettings, startDynamoDbLocal, tableName } from "./dynamodb-local.ts";
import { beginInMemory, beginStart } from "./first-start.ts";
import { setFunctionEnvironment } from "./function-environment.ts";
import { createGateway, type GatewayPorts } from "./gateway.ts";
import { createIdentity } from "./identity.ts";
import { identityClientId, identityPath, localSignInRules } from "./identity-clients.ts";
import { type LoadHandler, lambdaContext, loadHandler } from "./invoke.ts";
import { localSecrets } from "./local-secrets.ts";
import { createNotifySandbox, type SentMessage } from "./notify-sandbox.ts";
import { startQueues } from "./queues.ts";
import { createSandbox, notifyPath } from "./sandbox.ts";
import { sandboxPath } from "./sandbox-page.ts";
import { type Scheduled, startSchedules } from "./schedules.ts";
import { type LocalDeadLetter, startSqsEmulator } from "./sqs-emulator.ts";
import { close, dispatcher, listen } from "./web-server.ts";

export type HostOptions = {
  /** Any free port without one. */
  readonly port?: number;
  /** The data folder; without it nothing is kept. */
  readonly folder?: string;
  /** Fills a new table with the demonstration's households. */
  readonly demo?: boolean;
  readonly now?: () => Date;
  readonly load?: LoadHandler;
  /** Other limits of sign-ins than the usual ones. */
  readonly signInRules?: SignInRules;
  readonly limitOf?: GatewayPorts<FunctionName>["limitOf"];
  /** Asks the data folder's disk how much may still be written. */
  readonly freeBytes?: FreeBytes;
  /** Told what the start is doing, a sentence at a time. */
  readonly tell?: (sentence: string) => void;
};

export type Host = {
  readonly origin: string;
  readonly endpoint: string;
  readonly tableName: string;
  readonly client: DynamoDBClient;
  /** Settles when the store has ended, for whatever reason. */
  readonly storeEnded: Promise<void>;
  /** Sets the service's clock to a moment; without one, to the real time. */
  setClock(to: Date | undefined): void;
  runNightly(): Promise<void>;
  sentMessages(): Promise<readonly SentMessage[]>;
  /** Messages that failed at every attempt. */
  deadLetters(): readonly LocalDeadLetter[];
  stop(): Promise<void>;
};

/** Runs the whole service on this machine. Start one host in a process: the functions read their environment once. */
export const startHost = async (options: HostOptions = {}): Promise<Host> => {
  const { port = 0, folder, load = loadHandler, tell = () => undefined } = options;
  const kept = (name: string) => folder && join(folder, name);
  const clock = createClock(options.now);
  // Stops everything in the opposite order, also when the start fails half-way.
  const started = new AsyncDisposableStack();
  try {
    if (folder) {
      const lock = await lockDataFolder(folder);
      started.defer(() => lock.release());
    }
    const { server, origin, serve } = await listen(port);
    started.defer(() => close(server));
    const space = folder ? diskSpace(folder, options.freeBytes) : noDisk;
    await expectSpace(space);

    const start = folder ? await beginStart(folder) : beginInMemory();
    tell(start.isFirst ? "Starting the store, and making it anew." : "Starting the store with the data that it has.");
    const store = await startDynamoDbLocal({ startsFast: true, ...(start.storeFolder && { folder: start.storeFolder }) });
    started.defer(() => store.stop());
    const { endpoint } = store;
    const client = withoutSdkLog(new DynamoDBClient(localSettings(endpoint, tableName)));
    started.defer(() => client.destroy());

    const sqs = await startSqsEmulator({ folder: kept("queues") });
    started.defer(() => sqs.stop());

    const secrets = await localSecrets(folder);
    setFunctionEnvironment(
      {
        ORIGIN: origin,
        TABLE_NAME: tableName,
        IDENTITY_ISSUER: `${origin}${identityPath}`,
        IDENTITY_CLIENT_ID: identityClientId,
        IDENTITY_CLIENT_SECRET: secrets.identityClientSecret,
        SIGN_IN_RULES: JSON.stringify(options.signInRules ?? localSignInRules),
        MATCHING_KEY: secrets.matchingKey,
        NOTIFY_URL: `${origin}${notifyPath}`,
        NOTIFY_KEY: secrets.notifyKey,
        PROVIDER_URL: `${origin}${codesPath}`,
        PROVIDER_KEY: secrets.providerKey,
        PLACES_URL: ownList,
        PLACES_KEY: "none",
        // No edge stands in front on this machine, and nobody asks this function.
        EDGE_SECRET: "none",
        EXPORTS_BUCKET: sqs.exportsBucket,
        QUEUE_URLS: JSON.stringify(sqs.queueUrls),
        DEAD_LETTER_URLS: JSON.stringify(sqs.deadLetterUrls),
        FIRST_RETRY_SECONDS: "1",
      },
      { dynamoDb: endpoint, sqs: sqs.endpoint },
    );
    tell("Loading the functions.");
    const run = await loadFunctions(load);
    const invoke: typeof run = (name, event) => withClock(clock.now, () => run(name, event));

    if (start.isFirst) {
      await createTable(client, tableName);
      if (options.demo) await fillWithDemo({ client, tableName, now: clock.now(), matchingKey: secrets.matchingKey, tell });
      await start.finish();
    }

    const notify = createNotifySandbox(secrets.notifyKey, kept("messages.jsonl"), clock.now);
    const bank = createBankSandbox(kept("bank.jsonl"), clock.now);
    const codes = createCodePages(createCodeSandbox(kept("codes.jsonl"), clock.now), secrets.providerKey);
    const schedules = await startSchedules({ scheduled: scheduledOf(invoke), now: clock.now, file: kept("schedules.json"), space });
    started.defer(() => schedules.stop());
    const runNightly = () => schedules.run("nightly" satisfies FunctionName);
    const gateway = createGateway<FunctionName>({
      origin,
      functions,
      now: clock.now,
      refusal: space.refusal,
      invoke: (name, event) => invoke(name, event) as Promise<APIGatewayProxyStructuredResultV2>,
      ...(options.limitOf && { limitOf: options.limitOf }),
    });
    const groups = accountGroups();
    const beside = {
      [identityPath]: createIdentity(origin, secrets, groups),
      [sandboxPath]: createSandbox({ clock, groups, notify, bank: createBankPages(bank), codes, runNightly }),
    };
    serve(dispatcher(beside, gateway));
    const listening = await startQueues({
      client,
      endpoint,
      tableName,
      sqs,
      invoke,
      folder: kept("stream"),
      isNewTable: start.isFirst,
      now: clock.now,
      space,
    });
    started.defer(() => listening.stop());

    let stopping: Promise<void> | undefined;
    const stop = async () => {
      // The consumers call this server's sandboxes, so stop them while it still answers.
      await schedules.stop();
      await listening.stop();
      await close(server);
      await started.disposeAsync();
    };
    return {
      origin,
      endpoint,
      tableName,
      client,
      storeEnded: store.ended,
      setClock: clock.set,
      runNightly,
      sentMessages: notify.sent,
      deadLetters: sqs.deadLetters,
      stop: () => {
        stopping ??= stop();
        return stopping;
      },
    };
  } catch (error) {
    await started.disposeAsync();
    throw error;
  }
};

/** Loads every function now, so that a broken one fails the start and no request. */
const loadFunctions = async (load: LoadHandler) => {
  const names = Object.keys(functions) as FunctionName[];
  const handlers = new Map(await Promise.all(names.map(async (name) => [name, await load(name)] as const)));
  return async (name: FunctionName, event: unknown) => handlers.get(name)?.(event, lambdaContext(name));
};

const scheduledOf = (invoke: (name: FunctionName, event: unknown) => Promise<unknown>): Scheduled =>
  Object.fromEntries(
    (Object.entries(functions) as [FunctionName, FunctionSpec][]).flatMap(([name, { schedule }]) =>
      schedule ? [[name, { schedule, invoke: (event: unknown) => invoke(name, event) }]] : [],
    ),
  );

const fillWithDemo = async (ports: Parameters<typeof import("./demo-data/load.ts").loadDemoData>[0]): Promise<void> => {
  const { loadDemoData } = await import("./demo-data/load.ts");
  await loadDemoData(ports);
};
