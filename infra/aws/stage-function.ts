import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import { PolicyDocument, type PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Code, Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { type Variable, variablesOf } from "../../shared/environment.ts";
import type { FunctionSpec } from "../../shared/system.ts";
import type { Configuration } from "./configuration.ts";
import { Consumer } from "./consumer.ts";
import { DailySchedule } from "./daily-schedule.ts";
import type { DataStack } from "./data-stack.ts";
import { keyPermission, logPermission, secretPermission, tablePermissions } from "./permissions.ts";

export type StageFunctionProps = {
  readonly spec: FunctionSpec;
  readonly bundle: string;
  readonly configuration: Configuration;
  readonly data: DataStack;
};

/** API Gateway gives up after 30 seconds; a person does sooner. */
const requestTimeout = Duration.seconds(15);
const consumerTimeout = Duration.minutes(1);
/** A night reads every ledger through; Lambda gives nothing longer. */
const scheduledTimeout = Duration.minutes(15);

/** One declared function: its log, its role, its variables, and what it listens to. It may do what its declaration says, no more. */
export class StageFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly logGroup: LogGroup;
  readonly routes: FunctionSpec["routes"];
  readonly consumer: Consumer | undefined;
  readonly schedule: DailySchedule | undefined;

  constructor(scope: Construct, id: string, { spec, bundle, configuration, data }: StageFunctionProps) {
    super(scope, id);
    this.routes = spec.routes;

    this.logGroup = new LogGroup(this, "Log", { retention: configuration.logRetention, removalPolicy: RemovalPolicy.RETAIN });
    this.consumer = spec.consumes && new Consumer(this, "Consumer", { data, consumes: spec.consumes });
    this.schedule = spec.schedule && new DailySchedule(this, "Daily", { data, schedule: spec.schedule });

    const variables = variablesOf(spec);
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      inlinePolicies: {
        Declared: new PolicyDocument({
          statements: [
            logPermission(this.logGroup),
            ...(spec.table ? [...tablePermissions(spec.table, data.table), keyPermission(data.key, "dynamodb")] : []),
            ...secretPermissions(variables, data),
            ...(this.consumer?.permissions ?? []),
            ...(this.schedule?.permissions ?? []),
          ],
        }),
      },
    });

    if (this.consumer) {
      // The finding quotes the export of the table's ARN, whose name follows from the pinned logical id.
      Validations.of(role).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${data.stackName}:ExportsOutputFnGetAttTableArn48754775/stream/*]`,
        reason: "Lambda lists the table's streams before it reads one, and AWS authorises that for all streams of the table at once.",
      });
    }

    const values = valuesOf(configuration, data);
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
    this.schedule?.start(this.lambda);
  }
}

const timeoutOf = ({ consumes, schedule }: FunctionSpec): Duration => {
  if (schedule) return scheduledTimeout;
  return consumes ? consumerTimeout : requestTimeout;
};

/** What each variable would be given; a function is given those that its declaration calls for. */
const valuesOf = (
  { origin, notifyUrl, providerUrl }: Configuration,
  { table, staffPool, secrets }: DataStack,
): Readonly<Record<Variable, string>> => ({
  ORIGIN: origin,
  TABLE_NAME: table.tableName,
  IDENTITY_ISSUER: staffPool.issuer,
  IDENTITY_CLIENT_ID: staffPool.clientId,
  IDENTITY_CLIENT_SECRET: secrets.IDENTITY_CLIENT_SECRET.secretArn,
  MATCHING_KEY: secrets.MATCHING_KEY.secretArn,
  NOTIFY_URL: notifyUrl,
  NOTIFY_KEY: secrets.NOTIFY_KEY.secretArn,
  PROVIDER_URL: providerUrl,
  PROVIDER_KEY: secrets.PROVIDER_KEY.secretArn,
});

const secretPermissions = (variables: readonly Variable[], { secrets, key }: DataStack): PolicyStatement[] => {
  const wanted = Object.entries(secrets).filter(([variable]) => variables.includes(variable as Variable));
  if (wanted.length === 0) return [];
  return [...wanted.map(([, secret]) => secretPermission(secret)), keyPermission(key, "secretsmanager")];
};
