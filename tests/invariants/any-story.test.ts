import fc from "fast-check";
import { expect, test } from "vitest";
import { refuseApplication } from "../../functions/assess/refuse-application.ts";
import { awardGrant } from "../../functions/decide/award-grant.ts";
import type { Case } from "../../shared/domain/case/case.ts";
import { spentIn } from "../../shared/domain/household/household.ts";
import { pence } from "../../shared/domain/money.ts";
import { schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import { allocateExample, approver, assessor, awardRequestFor, secondAssessor, submitExample } from "../examples.ts";
import { faulty, TimedOut } from "../setup/faulty.ts";
import { freshTable } from "../setup/table.ts";
import { expectConsistent } from "./audit.ts";

const items = ["fuelTopUp", "foodParcel", "bed", "cot", "washingMachine", "clothingVoucher", "rentShortfall"] as const;
/** The fund as it ships, but with a cap that several small awards reach. */
const cap = { cap: "household", amount: pence(60_00), verified: false, source: "The story." } as const;
const book = shippedSchemes.map((scheme) => (scheme.code === "CRF" ? { ...scheme, caps: [cap] } : scheme));
const days = ["2026-04-02", "2026-09-30", "2026-10-01", "2026-11-20", "2027-11-20"];

/** A decision on one of three households' cases: lines, day and who; sent once or twice, its answers lost or not. */
const decision = fc.record({
  household: fc.integer({ min: 0, max: 2 }),
  lines: fc.array(fc.record({ item: fc.constantFrom(...items), amount: fc.integer({ min: 1, max: 40_00 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  day: fc.constantFrom(...days),
  by: fc.constantFrom(assessor, secondAssessor),
  isSentTwice: fc.boolean(),
  isRivalled: fc.boolean(),
  /** Refused twice at the same time by a third person. */
  refusedFor: fc.option(fc.constantFrom("noMoneyLeft", "oldEnough", "withdrawn"), { nil: undefined, freq: 1 }),
});

test("every figure follows from the ledger, whoever awards what and when, how often, and with which answers lost", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(decision, { minLength: 1, maxLength: 12 }), fc.integer(), async (story, seed) => {
      const own = await freshTable();
      await allocateExample(own, "CRF", "CRISIS_PAYMENT", 100_00);
      await allocateExample(own, "CRF", "HOUSING_PAYMENT", 30_00);
      const losing = faulty(own, { seed, odds: { timeoutBefore: 0.125, timeoutAfter: 0.125 } });
      const ports = {
        cases: dynamoCases(losing),
        awards: dynamoAwards(losing),
        schemes: { book: async () => book },
        directories: dynamoDirectories(losing),
      };
      const households = await Promise.all([submitExample(own), submitExample(own), submitExample(own)]);

      const outcomes = await Promise.all(
        story.map(async ({ household, lines, day, by, isSentTwice, isRivalled, refusedFor }, index) => {
          const waiting = await submitExample(own, { householdId: households[household]?.householdId });
          const send = (decisionId: string, who: typeof by) =>
            untilAnswered(() =>
              awardGrant(
                { caseId: waiting.caseId, decisionId, by: who, now: new Date(`${day}T12:00:00Z`), request: requestFor(waiting, lines) },
                ports,
              ),
            );
          const refuse = (because: string) =>
            untilAnswered(() =>
              refuseApplication(
                {
                  caseId: waiting.caseId,
                  decisionId: `n${index}`,
                  by: approver,
                  now: new Date(`${day}T12:00:00Z`),
                  request: refusalOf(waiting, because),
                },
                ports,
              ),
            );
          if (refusedFor) await Promise.all([send(`d${index}`, by), refuse(refusedFor), refuse(refusedFor)]);
          return Promise.all([
            send(`d${index}`, by),
            ...(isSentTwice ? [send(`d${index}`, by)] : []),
            ...(isRivalled ? [send(`r${index}`, secondAssessor)] : []),
          ]);
        }),
      );

      for (const sent of outcomes)
        expect(new Set(sent.flatMap((outcome) => (outcome.kind === "awarded" ? outcome.award.awardId : []))).size).toBeLessThanOrEqual(1);
      await expectConsistent(own);
      for (const { householdId } of households)
        expect(spentIn(await dynamoCases(own).claims(householdId), "CRF")).toBeLessThanOrEqual(cap.amount);
    }),
    { numRuns: 25 },
  );
});

const requestFor = (waiting: Case, lines: readonly { item: string; amount: number }[]) => {
  const scheme = schemeAt(shippedSchemes, new Date("2026-11-20T12:00:00Z"));
  return awardRequestFor(waiting, {
    checks: ["housingElementSeen"],
    lines: lines.map(({ item, amount }) => ({
      item,
      amount: pence(amount),
      delivery: scheme?.items.find(({ code }) => code === item)?.deliveries[0] ?? "CASH",
      reason: "As the story has it.",
    })),
  });
};

const refusalOf = ({ version, householdId }: Case, because: string) => ({
  seen: { version, householdId },
  because,
  referrals: [],
  signposts: [],
  reason: "As the story has it.",
});

/** A sender that lost an answer sends again, as a browser or a program would. */
const untilAnswered = async <T>(send: () => Promise<T>): Promise<T> => {
  for (;;) {
    const outcome = await send().catch((error: unknown) => (error instanceof TimedOut ? "lost" : Promise.reject(error)));
    if (outcome !== "lost") return outcome;
  }
};
