import { failCommand, Trouble } from "../trouble.ts";
import { dataFolderFrom } from "./data-folder.ts";
import type { Host } from "./host.ts";
import { noteRunning } from "./running-services.ts";

const portFrom = (given = "3000"): number => {
  const port = Number(given);
  if (!/^\d{1,5}$/.test(given) || port < 1 || port > 65_535) throw new Trouble(`PORT is “${given}”: set it to a number from 1 to 65535.`);
  return port;
};

const fail = (error: unknown): never => {
  failCommand(error);
  process.exit();
};

const tell = (sentence: string) => void process.stdout.write(`${sentence}\n`);

const run = async (): Promise<void> => {
  if (Number(process.versions.node.split(".")[0]) < 24)
    throw new Trouble(`This needs Node 24 or newer, and was started with Node ${process.versions.node}.`);
  const folder = dataFolderFrom(process.env.DATA);
  let isStopping = false;
  let running: Host | undefined;
  let forget = async () => {};
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    // Before the start is done there is nothing to finish, and the child processes end with this one.
    if (running) Promise.all([running.stop(), forget()]).then(() => process.exit(0), fail);
    else process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  const port = portFrom(process.env.PORT);
  // The host's modules take seconds to load on a slow machine, so say first that something happens.
  tell("Starting the service.");
  const { startHost } = await import("./host.ts");
  running = await startHost({ port, demo: true, tell, ...(folder && { folder }) });
  forget = await noteRunning(running.origin);
  process.stdout.write(`Ready on ${running.origin}\n`);
  await running.storeEnded;
  await forget();
  if (!isStopping) throw new Trouble("DynamoDB Local has stopped by itself: start the service again, and it goes on with the data it has.");
};

await run().catch(fail);
