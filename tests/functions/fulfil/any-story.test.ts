import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { startLines } from "../../../functions/fulfil/start-lines.ts";
import { takeLineStep } from "../../../functions/fulfil/take-line-step.ts";
import { sendOrder } from "../../../functions/line/send-order.ts";
import { expireVouchers } from "../../../functions/nightly/steps/expire-vouchers.ts";
import type { Award } from "../../../shared/domain/award/award.ts";
import { type LineAction, lineActionNames } from "../../../shared/domain/line/line-action.ts";
import { orderOf } from "../../../shared/domain/line/order.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import type { Table } from "../../../shared/store/items.ts";
import { aDayInCrf, allocateExample } from "../../examples.ts";
import { expectConsistent } from "../../invariants/audit.ts";
import { faulty } from "../../setup/faulty.ts";
import { freshTable } from "../../setup/table.ts";
import { insertsIn } from "../../stream.ts";
import { accepted, awardExample, bed, exampleProvider, food, linesOf, portsOf, voucher } from "./room.ts";

let table: Table;

beforeAll(async () => {
  table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 90_000_00);
});

/** Takes any step; another test checks the roles. */
const anybody: Principal = { id: "anybody", name: "Anybody", roles: ["assessor", "approver", "finance"] };
const odds = { throttled: 0.05, conflict: 0.05, timeoutBefore: 0.05, timeoutAfter: 0.1, partialBatch: 0.2 };
const operation = fc.oneof(
  fc.record({ kind: fc.constant("step" as const), line: fc.nat(3), action: fc.constantFrom<LineAction>(...lineActionNames) }),
  fc.record({ kind: fc.constantFrom("start" as const, "orders" as const, "night" as const) }),
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

const night = new Date("2027-02-01T03:00:00Z");

test("steps of lines in any order, with faults and retries on the way to the table, leave the books consistent", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 4, maxLength: 14 }), fc.nat(1_000_000), async (story, seed) => {
      const award = await awardExample(table, { lines: [voucher, bed, food, voucher] });
      // The first order of the fourth line is refused for good.
      const { provider } = exampleProvider(({ key }) => (key.endsWith(".4") ? { kind: "failed", because: "No." } : accepted));
      for (const [index, what] of story.entries()) await untilAnswered(award, what, provider, seed + index);
      const messages = (await insertsIn(table, `MESSAGE#${award.awardId}`)).length;
      const codes = (await linesOf(table, award)).filter(({ steps, provided }) => provided && steps.some(({ step }) => step === "deliver"));
      expect(messages).toBe(codes.length);
    }),
    { numRuns: 15 },
  );
  await expectConsistent(table);
});

/** Sends the same again, under the same key, until it is answered. */
const untilAnswered = async (award: Award, what: Operation, provider: Parameters<typeof portsOf>[1], seed: number): Promise<void> => {
  const before = await linesOf(table, award);
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const chance = seed * 20 + attempt;
    const ports = portsOf(faulty(table, { seed: chance, odds, ...(chance % 4 === 0 && { crashAt: 1 + (chance % 3) }) }), provider);
    try {
      switch (what.kind) {
        case "start":
          await startLines(award, aDayInCrf, ports);
          return;
        case "orders":
          for (const line of before) if (line.orders) await sendOrder(orderOf(line), aDayInCrf, ports);
          return;
        case "night":
          await expireVouchers(night, ports);
          return;
        case "step": {
          const line = before[what.line];
          if (!line) return;
          const { lineId, version: seen } = line;
          await takeLineStep(
            { lineId, action: what.action, seen, why: "A story.", key: `story-${seed}`, by: anybody, now: aDayInCrf },
            ports,
          );
          return;
        }
      }
    } catch {
      // The sender tries again, whatever the fault.
    }
  }
  throw new Error("No attempt succeeded.");
};
