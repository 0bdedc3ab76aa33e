import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoDestinations } from "../../shared/store/destinations.ts";
import { dynamoEnvelopes } from "../../shared/store/envelopes.ts";
import { dynamoHouseholdIdentities } from "../../shared/store/household-identities.ts";
import { dynamoKnownPeople } from "../../shared/store/known-people.ts";
import { accountsKeyIn } from "../../shared/store/matching-keys.ts";
import { dynamoRunAwards } from "../../shared/store/run-awards.ts";
import { dynamoRuns } from "../../shared/store/runs.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { sqsConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { createRunAwards } from "./run-awards.ts";

const environment = readEnvironment("runAwards");
const table = dynamoTable(environment.TABLE_NAME);
const envelopes = dynamoEnvelopes(table);
const identities = dynamoHouseholdIdentities(table, secretReader(environment.MATCHING_KEY));

export const handler = createRunAwards({
  runs: dynamoRuns(table),
  runAwards: dynamoRunAwards(table, identities, envelopes),
  knownPeople: dynamoKnownPeople(identities),
  cases: dynamoCases(table),
  awards: dynamoAwards(table, envelopes),
  schemes: dynamoSchemes(table),
  destinations: dynamoDestinations(table),
  matchingKey: accountsKeyIn(secretReader(environment.MATCHING_KEY)),
  queue: sqsConsumedQueue("runAwards", table, environment),
});
