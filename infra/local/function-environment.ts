import type { Variable } from "../../shared/environment.ts";
import { localSettings } from "./dynamodb-local.ts";

export type Endpoints = { readonly dynamoDb: string; readonly sqs: string };

/** Sets the functions' variables, and points their AWS clients at this machine. */
export const setFunctionEnvironment = (variables: Readonly<Record<Variable, string>>, { dynamoDb, sqs }: Endpoints): void => {
  const { region, credentials } = localSettings(dynamoDb, variables.TABLE_NAME);
  Object.assign(process.env, variables, {
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDb,
    AWS_ENDPOINT_URL_SQS: sqs,
    // The emulator of the queues has S3 too.
    AWS_ENDPOINT_URL_S3: sqs,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: "true",
    POWERTOOLS_LOG_LEVEL: process.env.POWERTOOLS_LOG_LEVEL ?? "ERROR",
  });
};
