import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { dynamoApplications } from "../../shared/store/applications.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoDrafts } from "../../shared/store/drafts.ts";
import { createApply } from "./apply.ts";

const { TABLE_NAME, ORIGIN, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, MATCHING_KEY } = readEnvironment("apply");
const table = dynamoTable(TABLE_NAME);

export const handler = createApply({
  applications: dynamoApplications(table),
  drafts: dynamoDrafts(table),
  matchingKey: secretReader(MATCHING_KEY),
  origin: ORIGIN,
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID),
});
