import { Duration, RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import { PolicyDocument, type PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Code, Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { type Variable, variablesOf } from "../../shared/environment.ts";
import type { SignInRules } from "../../shared/http/sign-in-rules.ts";
import { type FunctionName, type FunctionSpec, limits, type QueueName } from "../../shared/system.ts";
import type { Configuration, Front } from "./configuration.ts";
import type { ConsumedQueue } from "./consumed-queue.ts";
import type { DataStack } from "./data-stack.ts";
import {
  edgeSecretPermission,
  exportsPermission,
  keyPermission,
  logPermission,
  operatePermissions,
  secretPermission,
  sendPermission,
  tablePermissions,
} from "./permissions.ts";
import { ScheduledRun } from "./scheduled-run.ts";
import { StreamRelay } from "./stream-relay.ts";

type Queues = ReadonlyMap<QueueName, ConsumedQueue>;

export type StageFunctionProps = {
  readonly name: FunctionName;
  readonly spec: FunctionSpec;
  readonly bundle: string;
  readonly configuration: Configuration;
  readonly data: DataStack;
  readonly queues: Queues;
  /** The relay's dead letters, for the operators' function. */
  readonly notRelayed: IQueue | undefined;
};

/** API Gateway gives up after 30 seconds; people give up sooner. */
const requestTimeout = Duration.seconds(15);
const consumerTimeout = Duration.seconds(limits.consumerSeconds);
const firstRetrySeconds = 30;
/** The nightly work reads every ledger. Lambda's longest time-out. */
const scheduledTimeout = Duration.minutes(15);

/** One declared function with its log, role, variables and triggers. Its role allows what the declaration says, and no more. */
export class StageFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly logGroup: LogGroup;
  readonly routes: FunctionSpec["routes"];
  readonly consumer: ConsumedQueue | undefined;
  readonly relay: StreamRelay | undefined;
  readonly schedule: ScheduledRun | undefined;

  constructor(scope: Construct, id: string, { name, spec, bundle, configuration, data, queues, notRelayed }: StageFunctionProps) {
    super(scope, id);
    this.routes = spec.routes;

    this.logGroup = new LogGroup(this, "Log", { retention: configuration.logRetention, removalPolicy: RemovalPolicy.RETAIN });
    this.consumer = (queues as ReadonlyMap<FunctionName, ConsumedQueue>).get(name);
    this.relay = spec.relays && new StreamRelay(this, "Stream", { data, relays: spec.relays });
    this.schedule = spec.schedule && new ScheduledRun(this, "Clock", { data, schedule: spec.schedule });

    const variables = variablesOf(spec);
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      inlinePolicies: {
        Declared: new PolicyDocument({
          statements: [
            logPermission(this.logGroup),
            ...(spec.table ? [...tablePermissions(spec.table, data.table), keyPermission(data.key, "dynamodb")] : []),
            ...secretPermissions(variables, data),
            ...(spec.guardsTheWayIn && configuration.edge
              ? [edgeSecretPermission(edgeSecretIn(configuration.region, configuration.edge))]
              : []),
            ...(this.consumer?.permissions ?? []),
            ...(this.relay ? [...this.relay.permissions, sendPermission(queuesOf(queues))] : []),
            ...(spec.operatesQueues
              ? [
                  ...operatePermissions(queuesOf(queues), deadLettersOf(queues), notRelayed ? [notRelayed] : []),
                  keyPermission(data.key, "sqs"),
                ]
              : []),
            ...(this.schedule?.permissions ?? []),
            ...(spec.exportsBucket ? [exportsPermission(data.exports.bucket, spec.exportsBucket), keyPermission(data.key, "s3")] : []),
          ],
        }),
      },
    });

    if (spec.exportsBucket) {
      // The finding quotes the export's name, which follows from the bucket's pinned logical id.
      Validations.of(role).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${data.stackName}:ExportsOutputFnGetAttExportsArnCBC20EA7/*]`,
        reason: "The bucket holds exports and nothing else, each under a key of its own.",
      });
    }
    if (this.relay) {
      // The finding quotes the export's name, which follows from the table's pinned logical id.
      Validations.of(role).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${data.stackName}:ExportsOutputFnGetAttTableArn48754775/stream/*]`,
        reason: "Lambda lists the table's streams before it reads one, and AWS authorises that for all streams of the table at once.",
      });
    }

    const used: Queues = this.consumer ? new Map([[name as QueueName, this.consumer]]) : queues;
    const values = { ...valuesOf(configuration, data), ...queueValues(used, notRelayed, Stack.of(this)) };
    this.lambda = new LambdaFunction(this, "Function", {
      description: spec.does,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(bundle, { exclude: ["*.map"] }),
      handler: "index.handler",
      memorySize: 1024,
      timeout: timeoutOf(spec),
      environment: Object.fromEntries(variables.map((variable) => [variable, values[variable]])),
      role,
      logGroup: this.logGroup,
    });
    this.consumer?.feed(this.lambda);
    this.relay?.start(this.lambda);
    this.schedule?.start(this.lambda);
  }
}

const timeoutOf = ({ consumes, relays, schedule }: FunctionSpec): Duration => {
  if (schedule && "dailyAt" in schedule) return scheduledTimeout;
  return consumes || relays || schedule ? consumerTimeout : requestTimeout;
};

type QueueVariable = "QUEUE_URLS" | "DEAD_LETTER_URLS" | "FIRST_RETRY_SECONDS";

const queuesOf = (queues: Queues) => [...queues.values()].map(({ queue }) => queue);
const deadLettersOf = (queues: Queues) => [...queues.values()].map(({ deadLetters }) => deadLetters);

const queueValues = (queues: Queues, notRelayed: IQueue | undefined, stack: Stack): Readonly<Record<QueueVariable, string>> => {
  const urlsOf = (which: "queue" | "deadLetters", more: Readonly<Record<string, string>> = {}) =>
    stack.toJsonString({ ...Object.fromEntries([...queues].map(([name, each]) => [name, each[which].queueUrl])), ...more });
  return {
    QUEUE_URLS: urlsOf("queue"),
    DEAD_LETTER_URLS: urlsOf("deadLetters", notRelayed && { relay: notRelayed.queueUrl }),
    FIRST_RETRY_SECONDS: String(firstRetrySeconds),
  };
};

/** The value of every variable. Each function gets only the variables that its declaration calls for. */
const valuesOf = (
  { origin, region, edge: front, signIn: rules, notifyUrl, placesUrl, providerUrl }: Configuration,
  { table, signIn, secrets, exports }: DataStack,
): Readonly<Record<Exclude<Variable, QueueVariable>, string>> => ({
  ORIGIN: origin,
  TABLE_NAME: table.tableName,
  IDENTITY_ISSUER: signIn.issuer,
  IDENTITY_CLIENT_ID: signIn.clientId,
  IDENTITY_CLIENT_SECRET: secrets.IDENTITY_CLIENT_SECRET.secretArn,
  SIGN_IN_RULES: JSON.stringify({ ...rules, tokenMinutes: rules.rolesMinutes, identityHosts: [...signIn.hosts] } satisfies SignInRules),
  MATCHING_KEY: secrets.MATCHING_KEY.secretArn,
  NOTIFY_URL: notifyUrl,
  NOTIFY_KEY: secrets.NOTIFY_KEY.secretArn,
  PROVIDER_URL: providerUrl,
  PROVIDER_KEY: secrets.PROVIDER_KEY.secretArn,
  PLACES_URL: placesUrl,
  PLACES_KEY: secrets.PLACES_KEY.secretArn,
  EXPORTS_BUCKET: exports.bucket.bucketName,
  // Without an edge there is no function that takes it.
  EDGE_SECRET: front ? edgeSecretIn(region, front) : "none",
});

/** The copy of the edge's secret in the environment's region: the same ARN but for the region. */
const edgeSecretIn = (region: string, { secret }: Front): string => secret.arn.replace(":us-east-1:", `:${region}:`);

const secretPermissions = (variables: readonly Variable[], { secrets, key }: DataStack): PolicyStatement[] => {
  const wanted = Object.entries(secrets).filter(([variable]) => variables.includes(variable as Variable));
  if (wanted.length === 0) return [];
  return [...wanted.map(([, secret]) => secretPermission(secret)), keyPermission(key, "secretsmanager")];
};
