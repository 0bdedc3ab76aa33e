import { Fault } from "./fault.ts";
import { type FunctionName, type FunctionSpec, functions } from "./system.ts";

/** A secret's value is either the secret itself or its ARN in Secrets Manager. */
export type Variable =
  | "ORIGIN"
  | "TABLE_NAME"
  | "IDENTITY_ISSUER"
  | "IDENTITY_CLIENT_ID"
  | "IDENTITY_CLIENT_SECRET"
  | "SIGN_IN_RULES"
  | "MATCHING_KEY"
  | "NOTIFY_URL"
  | "NOTIFY_KEY"
  | "PROVIDER_URL"
  | "PROVIDER_KEY"
  | "PLACES_URL"
  | "PLACES_KEY"
  | "EDGE_SECRET"
  | "EXPORTS_BUCKET"
  | "QUEUE_URLS"
  | "DEAD_LETTER_URLS"
  | "FIRST_RETRY_SECONDS";

type IsGuarded<R> = R extends { readonly [route: string]: "anyone" } ? never : "IDENTITY_ISSUER" | "IDENTITY_CLIENT_ID" | "SIGN_IN_RULES";

/** The variables that a declaration gives its function: one declared without the table has no TABLE_NAME. */
export type EnvironmentOf<S extends FunctionSpec> = {
  readonly [V in
    | (S extends { routes: object } ? "ORIGIN" : never)
    | (S extends { table: object } ? "TABLE_NAME" : never)
    | (S extends { routes: infer R } ? IsGuarded<R> : never)
    | (S extends { signsIn: true } ? "IDENTITY_CLIENT_SECRET" : never)
    | (S extends { matchesPeople: true } ? "MATCHING_KEY" : never)
    | (S extends { sendsMessages: true } ? "ORIGIN" | "NOTIFY_URL" | "NOTIFY_KEY" : never)
    | (S extends { ordersCodes: true } ? "PROVIDER_URL" | "PROVIDER_KEY" : never)
    | (S extends { looksUpAddresses: true } ? "PLACES_URL" | "PLACES_KEY" : never)
    | (S extends { guardsTheWayIn: true } ? "EDGE_SECRET" : never)
    | (S extends { exportsBucket: string } ? "EXPORTS_BUCKET" : never)
    | (S extends { consumes: object } ? "QUEUE_URLS" | "FIRST_RETRY_SECONDS" : never)
    | (S extends { relays: object } ? "QUEUE_URLS" : never)
    | (S extends { operatesQueues: true } ? "QUEUE_URLS" | "DEAD_LETTER_URLS" : never)]: string;
};

export const variablesOf = (spec: FunctionSpec): readonly Variable[] => {
  const isGuarded = Object.values(spec.routes ?? {}).some((who) => who !== "anyone");
  const wanted: [boolean, Variable[]][] = [
    [spec.routes !== undefined || spec.sendsMessages === true, ["ORIGIN"]],
    [spec.table !== undefined, ["TABLE_NAME"]],
    [isGuarded, ["IDENTITY_ISSUER", "IDENTITY_CLIENT_ID", "SIGN_IN_RULES"]],
    [spec.signsIn === true, ["IDENTITY_CLIENT_SECRET"]],
    [spec.matchesPeople === true, ["MATCHING_KEY"]],
    [spec.sendsMessages === true, ["NOTIFY_URL", "NOTIFY_KEY"]],
    [spec.ordersCodes === true, ["PROVIDER_URL", "PROVIDER_KEY"]],
    [spec.looksUpAddresses === true, ["PLACES_URL", "PLACES_KEY"]],
    [spec.guardsTheWayIn === true, ["EDGE_SECRET"]],
    [spec.exportsBucket !== undefined, ["EXPORTS_BUCKET"]],
    [spec.consumes !== undefined || spec.relays !== undefined || spec.operatesQueues === true, ["QUEUE_URLS"]],
    [spec.operatesQueues === true, ["DEAD_LETTER_URLS"]],
    [spec.consumes !== undefined, ["FIRST_RETRY_SECONDS"]],
  ];
  return wanted.flatMap(([isWanted, variables]) => (isWanted ? variables : []));
};

/** A missing variable is a fault at start, not at the first request. */
export const readEnvironment = <F extends FunctionName>(name: F): EnvironmentOf<(typeof functions)[F]> => {
  const variables = variablesOf(functions[name]).map((variable) => [variable, process.env[variable]] as const);
  const missing = variables.filter(([, value]) => !value).map(([variable]) => variable);
  if (missing.length > 0) throw new Fault("environmentIncomplete", { cause: new Error(`${name} needs ${missing.join(", ")}`) });
  return Object.fromEntries(variables) as EnvironmentOf<(typeof functions)[F]>;
};

/** Fetches an ARN's secret once. On one machine the value is the secret itself. */
export const secretReader = (valueOrArn: string): (() => Promise<string>) => {
  let secret: Promise<string> | undefined;
  return () => {
    if (!valueOrArn.startsWith("arn:")) return Promise.resolve(valueOrArn);
    secret ??= fetchSecret(valueOrArn).catch((error: unknown) => {
      // Ask again next time: an operator may have stored the secret by then.
      secret = undefined;
      throw error;
    });
    return secret;
  };
};

const fetchSecret = async (arn: string): Promise<string> => {
  const { SecretsManagerClient, GetSecretValueCommand } = await import("@aws-sdk/client-secrets-manager");
  const { SecretString } = await new SecretsManagerClient()
    .send(new GetSecretValueCommand({ SecretId: arn }))
    .catch((cause: unknown): never => {
      throw new Fault("secretUnreadable", { cause });
    });
  if (!SecretString) throw new Fault("secretUnreadable");
  return SecretString;
};
