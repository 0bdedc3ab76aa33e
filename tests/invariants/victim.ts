import { randomUUID } from "node:crypto";
import { awardGrant } from "../../functions/decide/award-grant.ts";
import { startHost } from "../../infra/local/host.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { allocateExample, applicationLike, assessor, awardRequestFor, submitExample } from "../examples.ts";

/** A whole service that awards and refers as fast as it can, until it is killed. Started by killed.test.ts. */
const [folder = "", isFirst] = process.argv.slice(2);
const host = await startHost({ folder });
const table = { client: host.client, name: host.tableName };
if (isFirst === "first") await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_000_00);
const ports = { cases: dynamoCases(table), awards: dynamoAwards(table), schemes: dynamoSchemes(table) };
const directories = dynamoDirectories(table);

const awardForEver = async () => {
  for (;;) {
    // One number is not texted more than some times a day.
    const application = applicationLike({ contact: { ways: ["email"], email: `${randomUUID()}@example.org` } });
    const waiting = await submitExample(table, { application, at: new Date() });
    const request = awardRequestFor(waiting, { referrals: [{ service: "earlyHelp", reasons: ["debt"], asks: "Help with debt." }] });
    const now = new Date();
    const outcome = await awardGrant(
      { caseId: waiting.caseId, decisionId: waiting.caseId, by: assessor, now, request, directories: await directories.book(now) },
      ports,
    );
    // The test reads this line as proof that the answer was given.
    if (outcome.kind === "awarded") process.stdout.write(`awarded ${outcome.award.awardId}\n`);
  }
};

await Promise.all([awardForEver(), awardForEver(), awardForEver()]);
