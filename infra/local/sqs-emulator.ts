import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { buildApp } from "fauxqs";
import { type DeadLettersName, type QueueUse, queues } from "../../shared/stream/queues.ts";
import { limits, type QueueName } from "../../shared/system.ts";

export type LocalDeadLetter = { readonly queue: string; readonly body: string };

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>["stores"]>;
type QueueStore = Stores["sqsStore"];
type Persistence = NonNullable<QueueStore["persistence"]>;

type FileStore = Stores["s3Store"];

const exportsBucket = "exports";

/** The relay's dead letters name places in the stream, and no items. */
const streamDeadLetters = "stream-dead-letters";
const deadLettersOf = (name: QueueName) => `${name}-dead-letters`;
const arnOf = (name: string) => `arn:aws:sqs:eu-west-2:000000000000:${name}`;

/**
 * The emulator's own start listens on every address of the machine, but only this machine may read these queues. So this
 * assembles the emulator's parts to listen on the loopback address.
 */
const partsOfEmulator = async (folder: string | undefined) => {
  const part = (file: string) => import(new URL(file, import.meta.resolve("fauxqs")).href);
  const { buildApp: build } = await import("fauxqs");
  const { SqsStore } = (await part("./sqs/sqsStore.js")) as { SqsStore: new () => QueueStore };
  const { SnsStore } = (await part("./sns/snsStore.js")) as { SnsStore: new () => Stores["snsStore"] };
  const { S3Store } = (await part("./s3/s3Store.js")) as { S3Store: new () => FileStore };
  const stores: Stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  let persistence: Persistence | undefined;
  if (folder) {
    const { PersistenceManager } = (await part("./persistence.js")) as { PersistenceManager: new (folder: string) => Persistence };
    persistence = new PersistenceManager(folder);
    // Faster, since a message does not wait for the disk three times. Writes still survive a killed host.
    (persistence as unknown as { db: DatabaseSync }).db.exec("PRAGMA synchronous = NORMAL");
    persistence.loadSqsAndSns(stores.sqsStore, stores.snsStore);
    stores.sqsStore.persistence = persistence;
    for (const queue of stores.sqsStore.allQueues()) queue.persistence = persistence;
    type Files = NonNullable<FileStore["persistence"]> & { loadS3(store: FileStore): void };
    const { FileS3Persistence } = (await part("./s3/fileS3Persistence.js")) as { FileS3Persistence: new (folder: string) => Files };
    // Files, and not rows of the queues' database: an export may be large.
    const files = new FileS3Persistence(join(folder, "exports"));
    files.loadS3(stores.s3Store);
    stores.s3Store.persistence = files;
  }
  if (!stores.s3Store.hasBucket(exportsBucket)) stores.s3Store.createBucket(exportsBucket);
  return { app: build({ logger: false, stores }), store: stores.sqsStore, persistence };
};

const attributesOf = (name: QueueName, { attempts }: QueueUse): Record<string, string> => ({
  VisibilityTimeout: String(limits.visibilitySeconds),
  RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arnOf(deadLettersOf(name)), maxReceiveCount: attempts }),
});

/** Creates a queue unless it is kept: creating it again would delete its messages. */
const ensureQueue = (store: QueueStore, endpoint: string, name: string, attributes: Record<string, string>): string => {
  const url = `${endpoint}/000000000000/${name}`;
  const kept = store.getQueueByName(name);
  if (kept) kept.setAttributes(attributes);
  else store.createQueue(name, url, arnOf(name), attributes);
  return url;
};

/** A killed host left messages invisible. They come again at once, and the attempt that nobody finished does not count. */
const makeVisible = (store: QueueStore): void => {
  for (const queue of store.allQueues()) {
    for (const { message, receiptHandle } of queue.inspectMessages().inflight) {
      message.approximateReceiveCount = Math.max(0, message.approximateReceiveCount - 1);
      queue.changeVisibility(receiptHandle, 1);
    }
  }
};

/** Starts the declared queues, their dead letters and the bucket of exports, in a folder or in memory. */
export const startSqsEmulator = async ({ folder }: { readonly folder: string | undefined }) => {
  const { app, store, persistence } = await partsOfEmulator(folder);
  const endpoint = await app.listen({ port: 0, host: "127.0.0.1" });
  const deadLetterUrls: [string, string][] = [...queues.keys()].map((name) => [
    name,
    ensureQueue(store, endpoint, deadLettersOf(name), {}),
  ]);
  const queueUrls: [string, string][] = [...queues].map(([name, use]) => [
    name,
    ensureQueue(store, endpoint, name, attributesOf(name, use)),
  ]);
  const streamDeadLettersUrl = ensureQueue(store, endpoint, streamDeadLetters, {});
  makeVisible(store);

  return {
    endpoint,
    exportsBucket,
    queueUrls: Object.fromEntries(queueUrls) as Readonly<Record<QueueName, string>>,
    deadLetterUrls: { ...Object.fromEntries(deadLetterUrls), relay: streamDeadLettersUrl } as Readonly<Record<DeadLettersName, string>>,
    /** Reads every dead letter and leaves it there. */
    deadLetters(): readonly LocalDeadLetter[] {
      const messagesIn = (queue: string, name: string) => {
        const { ready = [], inflight = [] } = store.getQueueByName(name)?.inspectMessages() ?? {};
        return [...ready, ...inflight.map(({ message }) => message)].map(({ body }) => ({ queue, body }));
      };
      return [...[...queues.keys()].flatMap((name) => messagesIn(name, deadLettersOf(name))), ...messagesIn("relay", streamDeadLetters)];
    },
    async stop(): Promise<void> {
      await app.close();
      persistence?.close();
    },
  };
};
export type SqsEmulator = Awaited<ReturnType<typeof startSqsEmulator>>;
