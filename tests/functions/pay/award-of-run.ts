import { awardGrant } from "../../../functions/decide/award-grant.ts";
import type { ApplicationInput } from "../../../shared/domain/application.ts";
import type { Award } from "../../../shared/domain/award/award.ts";
import { pence } from "../../../shared/domain/money.ts";
import { actorOf, type Principal } from "../../../shared/domain/principal.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { aDayInCrf, applicationLike, awardRequestFor, submitExample } from "../../examples.ts";

type OfRun = {
  readonly preparedBy: Principal;
  readonly approvedBy: Principal;
  readonly payTo?: NonNullable<ApplicationInput["payTo"]>;
};

/** An award of cash that a run of chosen cases made. */
export const awardOfRun = async (table: Table, { preparedBy, approvedBy, payTo }: OfRun): Promise<Award> => {
  const head = await submitExample(table, { application: applicationLike(payTo ? { payTo } : {}) });
  const outcome = await awardGrant(
    {
      caseId: head.caseId,
      decisionId: "run:R-1:1",
      by: approvedBy,
      now: aDayInCrf,
      run: { runId: "R-1", row: "1", preparedBy: actorOf(preparedBy) },
      request: awardRequestFor(head, { lines: [{ item: "fuelTopUp", amount: pence(49_00), delivery: "CASH" }] }),
    },
    { cases: dynamoCases(table), awards: dynamoAwards(table), schemes: dynamoSchemes(table) },
  );
  if (outcome.kind !== "awarded") throw new Error(`The example was not awarded: ${outcome.kind}.`);
  return outcome.award;
};
