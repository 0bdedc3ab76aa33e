import { readEnvironment } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoLineBooks } from "../../shared/store/line-book.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { dynamoNights } from "../../shared/store/nights.ts";
import { dynamoReturns } from "../../shared/store/returns.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { createReturn } from "./return.ts";

const { TABLE_NAME, ORIGIN, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, SIGN_IN_RULES } = readEnvironment("return");
const table = dynamoTable(TABLE_NAME);

export const handler = createReturn({
  origin: ORIGIN,
  sessions: dynamoSessions(table),
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, signInRulesFrom(SIGN_IN_RULES)),
  returns: dynamoReturns(table),
  schemes: dynamoSchemes(table),
  money: dynamoMoney(table),
  nights: dynamoNights(table),
  books: dynamoLineBooks(table),
});
