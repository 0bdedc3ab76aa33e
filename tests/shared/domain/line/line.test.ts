import fc from "fast-check";
import { expect, test } from "vitest";
import { entryKinds, placesOf } from "../../../../shared/domain/ledger/ledger.ts";
import {
  entryKindFor,
  isSettled,
  isSpent,
  type LineState,
  type LineStepName,
  lineStates,
  lineSteps,
  mayStep,
} from "../../../../shared/domain/line/line.ts";
import { type Delivery, deliveries } from "../../../../shared/domain/scheme/scheme.ts";

const states = Object.keys(lineStates) as LineState[];
const steps = Object.keys(lineSteps) as LineStepName[];
const deliveryTypes = Object.keys(deliveries) as Delivery[];

const bucketOf = (delivery: Delivery, state: LineState): "reserved" | "committed" | "paid" | "available" => {
  if (state === "reserved") return "reserved";
  if (["cancelled", "recycled", "returned"].includes(state)) return "available";
  return isSpent(delivery, state) ? "paid" : "committed";
};

test.each(deliveryTypes)("%s: every step's entry moves the money from the bucket of the old state to that of the new state", (delivery) => {
  for (const state of states)
    for (const step of steps.filter((one) => mayStep(state, one))) {
      const kind = entryKindFor(delivery, state, step);
      const [before, after] = [bucketOf(delivery, state), bucketOf(delivery, lineSteps[step].to)];
      expect(kind && { from: entryKinds[kind].from, to: entryKinds[kind].to }, `${step} from ${state}`).toEqual(
        before === after ? undefined : { from: before, to: after },
      );
    }
});

test.each(deliveryTypes)("%s: any story of steps ends with the money in the bucket of the line's state", (delivery) => {
  fc.assert(
    fc.property(fc.constantFrom<LineState>("reserved", "approved"), fc.array(fc.nat(20), { maxLength: 30 }), (first, choices) => {
      const held: Record<string, number> = { reserved: 0, committed: 0, paid: 0, available: 0, [bucketOf(delivery, first)]: 1 };
      let state = first;
      for (const choice of choices) {
        const possible = steps.filter((step) => mayStep(state, step));
        const step = possible[choice % Math.max(possible.length, 1)];
        if (!step) break;
        const kind = entryKindFor(delivery, state, step);
        if (kind) {
          const { from, to } = entryKinds[kind];
          held[from] = (held[from] ?? 0) - 1;
          held[to] = (held[to] ?? 0) + 1;
        }
        state = lineSteps[step].to;
      }
      expect(held).toEqual({ reserved: 0, committed: 0, paid: 0, available: 0, [bucketOf(delivery, state)]: 1 });
    }),
  );
});

test("a partner's line is spend only once the partner has spent the money", () => {
  expect(isSpent("THIRD_PARTY", "delivered")).toBe(false);
  expect(isSpent("THIRD_PARTY", "redeemed")).toBe(true);
  expect(isSpent("VOUCHER", "delivered")).toBe(true);
  expect(isSpent("VOUCHER", "expired")).toBe(true);
  expect(isSpent("CASH", "issued")).toBe(false);
});

test("no step leads out of a settled state but the return of a used line", () => {
  for (const state of states.filter(isSettled)) {
    expect(steps.filter((step) => mayStep(state, step))).toEqual(state === "redeemed" ? ["return"] : []);
  }
});

test("after a scheme's last day only money that comes back goes to the department", () => {
  expect(placesOf("cancellation", true).to).toBe("dueBack");
  expect(placesOf("repayment", true).to).toBe("dueBack");
  expect(placesOf("decline", true).to).toBe("dueBack");
  expect(placesOf("unfreeze", true).to).toBe("available");
  expect(placesOf("cancellation").to).toBe("available");
});
