import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { TestProject } from "vitest/node";
import { type Clock, createClock } from "../../infra/local/clock.ts";
import { type LocalSecrets, localSecrets } from "../../infra/local/local-secrets.ts";
import { Trouble } from "../../infra/trouble.ts";
import { deploy, synthesise } from "./app.ts";
import { cdk, onEmulator } from "./cdk.ts";
import { type ClientSettings, clientSettings, type Emulator, emulatedAccount, emulatedRegion, startEmulator } from "./emulator/emulator.ts";
import { gapsOfItsOwn, mendTable } from "./emulator/gaps.ts";
import { installedPython } from "./emulator/python.ts";
import { startFront } from "./front.ts";
import { deployedResources, physicalId } from "./stacks.ts";

const started = new AsyncDisposableStack();

const begun = Date.now();
const tell = (what: string) => process.stdout.write(`${((Date.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${what}\n`);

/** Deploys this tree. An error says in one sentence what is missing on this machine. */
export const setup = async (project: TestProject): Promise<void> => {
  await deployEverything(project).catch(async (error: unknown) => {
    await started.disposeAsync();
    if (!(error instanceof Trouble)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
};

export const teardown = (): Promise<void> => started.disposeAsync();

/** Deploys to a fresh emulator, as to a new AWS account. */
const deployEverything = async (project: TestProject): Promise<void> => {
  const python = await installedPython();
  tell("The emulator is installed.");
  const emulator = await startEmulator(python);
  started.defer(() => emulator.stop());
  const settings = clientSettings(emulator.endpoint);

  const secrets = await localSecrets(undefined);
  const front = await startFront(clockOf(emulator), secrets);
  started.defer(() => front.stop());

  const assembly = await mkdtemp(join(tmpdir(), "assembly-"));
  started.defer(() => rm(assembly, { recursive: true, force: true }));
  await synthesise({ assembly, origin: front.origin });
  tell("Every environment is synthesised.");
  await cdk(["bootstrap", "--app", assembly, `aws://${emulatedAccount}/${emulatedRegion}`], { env: onEmulator(settings) });
  tell("The account is bootstrapped.");
  await deploy(assembly, settings);
  tell("The stacks of data and service are deployed.");

  const resources = await deployedResources(settings);
  await putSecrets(settings, secrets, (name) => physicalId(resources, "AWS::SecretsManager::Secret", name));
  const tableName = physicalId(resources, "AWS::DynamoDB::Table");
  const client = new DynamoDBClient(settings);
  const gaps = [...gapsOfItsOwn, ...(await mendTable(client, tableName))];
  client.destroy();
  for (const { leavesOut, standIn } of gaps) tell(`The emulator leaves out ${leavesOut}: ${standIn}.`);

  front.openTo(`${emulator.endpoint}/_aws/execute-api/${physicalId(resources, "AWS::ApiGatewayV2::Api")}/$default`);
  project.provide("deployed", {
    origin: front.origin,
    endpoint: emulator.endpoint,
    tableName,
    assembly,
    python,
    gaps: gaps.map(({ leavesOut }) => leavesOut),
  });
};

/** Sets the sandbox's clock and the emulator's. */
const clockOf = (emulator: Emulator): Clock => {
  const clock = createClock();
  return {
    now: clock.now,
    set(to) {
      clock.set(to);
      emulator.setOffset(clock.now().getTime() - Date.now());
    },
    get isMoved() {
      return clock.isMoved;
    },
  };
};

/** Puts in the secrets that an operator enters after a first deployment. */
const putSecrets = async (settings: ClientSettings, secrets: LocalSecrets, idOf: (name: string) => string): Promise<void> => {
  const client = new SecretsManagerClient(settings);
  const values = { NotifyKey: secrets.notifyKey, ProviderKey: secrets.providerKey, IdentityClientSecret: secrets.identityClientSecret };
  for (const [name, value] of Object.entries(values)) {
    await client.send(new PutSecretValueCommand({ SecretId: idOf(name), SecretString: value }));
  }
  client.destroy();
};
