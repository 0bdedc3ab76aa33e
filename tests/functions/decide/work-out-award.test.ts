import { expect, test } from "vitest";
import { workOutAward } from "../../../functions/decide/work-out-award.ts";
import { awardLimits } from "../../../shared/domain/award/award.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import { noClaims } from "../../../shared/domain/household/household.ts";
import { type Pence, pence } from "../../../shared/domain/money.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { applicationLike, approver, assessor, awardRequestFor, toReach } from "../../examples.ts";

/** A washing machine on the scheme's first day: an item of every scheme, without a maximum of its own. */
const awarding = (scheme: Scheme, amount: Pence, by: Principal) => {
  const now = new Date(`${scheme.about.start}T12:00:00Z`);
  const head: Case = {
    caseId: "0000-0000-0001",
    status: "waiting",
    version: 1,
    urgent: false,
    submittedAt: now.toISOString(),
    householdId: "H-1",
    applicantName: "Robin Example",
    needs: ["washingMachine"],
    lastEventHash: "",
    possibleHouseholds: [],
  };
  const application = applicationLike({ wants: { needs: ["washingMachine"] } });
  const request = awardRequestFor(head, { lines: [{ item: "washingMachine", amount, delivery: "TANGIBLE" }] });
  const seen = { case: head, ...toReach(application), claims: noClaims(head.householdId), waitingLists: [], decidedInAll: [] };
  return workOutAward({ caseId: head.caseId, request, decisionId: "decision-1", by, now }, seen, shippedSchemes);
};

const deciders: Readonly<Record<string, Principal>> = { assessor, approver };
const limits = shippedSchemes.flatMap((scheme) =>
  awardLimits(scheme).map(({ role, upTo }): [string, string, Pence, Scheme] => [scheme.code, role, upTo, scheme]),
);

const awaiting = (worked: ReturnType<typeof workOutAward>) => worked.kind === "toRecord" && worked.award.award.awaitsApproval;

test.each(limits)("%s: an %s may award up to the limit alone, and not a penny more", (_, role, upTo, scheme) => {
  const by = deciders[role];
  if (!by) throw new Error(`Nobody in the examples is an ${role}.`);
  const atLimit = awarding(scheme, upTo, by);
  expect(atLimit).toMatchObject({
    kind: "toRecord",
    award: { award: { scheme: scheme.code, total: upTo }, taken: { after: { status: "awarded" } } },
  });
  expect(awaiting(atLimit)).toBeUndefined();

  const above = awarding(scheme, pence(upTo + 1), by);
  if (role === "approver") expect(above).toMatchObject({ kind: "aboveLimit", limit: upTo, total: upTo + 1 });
  else {
    expect(above).toMatchObject({ kind: "toRecord", award: { taken: { after: { status: "toApprove" } } } });
    expect(awaiting(above)).toBe(true);
  }
});

test("the resident is not told of an award that a second person may still turn down", () => {
  const [scheme] = shippedSchemes.slice(-1);
  if (!scheme) throw new Error("There is a scheme.");
  const worked = awarding(scheme, pence(2_000_01), assessor);
  expect(worked).toMatchObject({
    kind: "toRecord",
    award: { consequences: { charges: [{ into: "reserved" }], entries: [{ kind: "reservation" }] } },
  });
  expect(worked).not.toHaveProperty("award.message");
});
