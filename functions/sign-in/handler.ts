import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { openIdProvider } from "./identity-provider.ts";
import { createSignIn } from "./sign-in.ts";

const { TABLE_NAME, ORIGIN, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, IDENTITY_CLIENT_SECRET } = readEnvironment("signIn");

const table = dynamoTable(TABLE_NAME);

export const handler = createSignIn({
  origin: ORIGIN,
  sessions: dynamoSessions(table),
  directories: dynamoDirectories(table),
  provider: openIdProvider({
    issuer: IDENTITY_ISSUER,
    clientId: IDENTITY_CLIENT_ID,
    clientSecret: secretReader(IDENTITY_CLIENT_SECRET),
    // Never from the request: behind CloudFront its host is API Gateway's own.
    callbackUrl: `${ORIGIN}/sign-in/callback`,
  }),
});
