import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoDestinations } from "../../shared/store/destinations.ts";
import { dynamoLines } from "../../shared/store/lines.ts";
import { accountsKeyIn } from "../../shared/store/matching-keys.ts";
import { dynamoPayees } from "../../shared/store/payees.ts";
import { dynamoPayments } from "../../shared/store/payments.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { createPay } from "./pay.ts";

const { TABLE_NAME, ORIGIN, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, SIGN_IN_RULES, MATCHING_KEY } = readEnvironment("pay");
const table = dynamoTable(TABLE_NAME);

export const handler = createPay({
  origin: ORIGIN,
  sessions: dynamoSessions(table),
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, signInRulesFrom(SIGN_IN_RULES)),
  lines: dynamoLines(table),
  payees: dynamoPayees(table),
  payments: dynamoPayments(table),
  destinations: dynamoDestinations(table),
  matchingKey: accountsKeyIn(secretReader(MATCHING_KEY)),
});
