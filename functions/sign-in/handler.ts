import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoAccesses } from "../../shared/store/accesses.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { dynamoToDoMessages } from "../../shared/store/to-do-messages.ts";
import { dynamoToDos } from "../../shared/store/to-dos.ts";
import { openIdProvider } from "./identity-provider.ts";
import { createSignIn } from "./sign-in.ts";

const { TABLE_NAME, ORIGIN, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, IDENTITY_CLIENT_SECRET, SIGN_IN_RULES } = readEnvironment("signIn");

const rules = signInRulesFrom(SIGN_IN_RULES);
const table = dynamoTable(TABLE_NAME);

export const handler = createSignIn({
  origin: ORIGIN,
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, rules),
  sessions: dynamoSessions(table),
  accesses: dynamoAccesses(table),
  rules,
  directories: dynamoDirectories(table),
  schemes: dynamoSchemes(table),
  toDos: dynamoToDos(table),
  toDoMessages: dynamoToDoMessages(table),
  provider: openIdProvider({
    issuer: IDENTITY_ISSUER,
    clientId: IDENTITY_CLIENT_ID,
    clientSecret: secretReader(IDENTITY_CLIENT_SECRET),
    // Never from the request: behind CloudFront its host is API Gateway's own.
    callbackUrl: `${ORIGIN}/sign-in/callback`,
    hosts: rules.identityHosts,
  }),
});
