import * as z from "zod/mini";
import type { Difference } from "../../domain/audit/difference.ts";
import type { CheckedBooks } from "../../domain/audit/reconcile.ts";
import type { DecidedInAll } from "../../domain/award/limits-together.ts";
import type { WaitingList } from "../../domain/case/waiting-list.ts";
import type { BudgetChange, BudgetChangeKind, BudgetChangeState, BudgetRef } from "../../domain/ledger/budget-change.ts";
import type { EnvelopeShard, Grant, Keeper, Tally } from "../../domain/ledger/envelope.ts";
import { type CountsOnce, entryKinds, type HouseholdGroups, type LedgerEntry, type Place } from "../../domain/ledger/ledger.ts";
import type { BudgetDay } from "../../domain/ledger/pace.ts";
import type { NightlyRun } from "../../domain/nightly-run.ts";
import type { Count } from "../counts.ts";
import { actor, byName, cuts, delivery, envelopeShape, money, once, oneOf, pot, type Shape } from "./pieces.ts";

/** A scheme's money: what is left, how it moved, and what the nights found. */

type Counts = Tally["awards"];

const counts = once((): z.ZodMiniType<Counts> => z.object({ inCategory: z.int(), inScheme: z.int() } satisfies Shape<Counts>));

export const envelope = once(
  (): z.ZodMiniType<EnvelopeShard> =>
    z.object({
      ...envelopeShape(),
      shard: z.int(),
      keeper: z.optional(z.object({ by: z.string(), at: z.number() } satisfies Shape<Keeper>)),
      available: money(),
      frozen: money(),
      reserved: money(),
      committed: money(),
      paid: money(),
      dueBack: money(),
      returned: money(),
      payments: z.int(),
      awards: counts(),
      households: counts(),
    } satisfies Shape<EnvelopeShard>),
);

export const spread = once(() => z.object({ shards: z.int() }));

export const grant = once(
  (): z.ZodMiniType<Grant> => z.object({ granted: money(), unallocated: money(), sentBack: z.optional(money()) } satisfies Shape<Grant>),
);

const place = once(() =>
  oneOf<Place>({
    available: true,
    frozen: true,
    reserved: true,
    committed: true,
    paid: true,
    dueBack: true,
    envelope: true,
    grant: true,
    department: true,
  }),
);

const countsOnce = once(
  (): z.ZodMiniType<CountsOnce> => z.object({ inCategory: z.boolean(), inScheme: z.boolean() } satisfies Shape<CountsOnce>),
);

export const ledgerEntry = once(
  (): z.ZodMiniType<LedgerEntry> =>
    z.object({
      ...envelopeShape(),
      entryId: z.string(),
      kind: oneOf(entryKinds),
      shard: z.int(),
      amount: money(),
      from: place(),
      to: place(),
      at: z.string(),
      by: actor(),
      why: z.string(),
      change: z.optional(z.string()),
      administration: z.optional(z.string()),
      award: z.optional(
        z.object({
          awardId: z.string(),
          caseId: z.string(),
          householdId: z.string(),
          line: z.int(),
          item: z.string(),
          delivery: z.optional(delivery()),
          cuts: z.optional(cuts()),
          together: z.optional(z.array(z.string())),
          countsAward: countsOnce(),
          countsHousehold: countsOnce(),
        } satisfies Shape<NonNullable<LedgerEntry["award"]>>),
      ),
      households: z.optional(
        z.object({
          kept: z.string(),
          part: z.string(),
          counts: countsOnce(),
          groups: z.optional(z.object({ kept: z.array(z.string()), part: z.array(z.string()) } satisfies Shape<HouseholdGroups>)),
        } satisfies Shape<NonNullable<LedgerEntry["households"]>>),
      ),
      moved: z.optional(
        z.object({ awardId: z.string(), from: z.string(), to: z.string() } satisfies Shape<NonNullable<LedgerEntry["moved"]>>),
      ),
    } satisfies Shape<LedgerEntry>),
);

const budget = once(
  (): z.ZodMiniType<BudgetRef> => z.object({ category: z.string(), period: z.string(), pot: pot() } satisfies Shape<BudgetRef>),
);

export const budgetChange = once(
  (): z.ZodMiniType<BudgetChange> =>
    z.object({
      kind: oneOf<BudgetChangeKind>({
        allocation: true,
        deallocation: true,
        transfer: true,
        freeze: true,
        unfreeze: true,
        grantIncrease: true,
        grantDecrease: true,
        spend: true,
        spendBack: true,
      }),
      amount: money(),
      budget: z.optional(budget()),
      to: z.optional(budget()),
      spend: z.optional(z.string()),
      administration: z.optional(z.string()),
      why: z.string(),
      changeId: z.string(),
      scheme: z.string(),
      state: oneOf<BudgetChangeState>({ done: true, waiting: true, refused: true, takenBack: true }),
      proposedBy: actor(),
      proposedAt: z.string(),
      settled: z.optional(
        z.object({ by: actor(), at: z.string(), why: z.optional(z.string()) } satisfies Shape<NonNullable<BudgetChange["settled"]>>),
      ),
      stands: z.optional(money()),
      isDueBack: z.optional(z.literal(true)),
    } satisfies Shape<BudgetChange>),
);

export const movedAlone = once(() => z.object({ moved: money() }));

export const decidedInAll = once(
  (): z.ZodMiniType<DecidedInAll> => z.object({ by: z.string(), span: z.string(), sum: money() } satisfies Shape<DecidedInAll>),
);

export const queue = once(
  (): z.ZodMiniType<WaitingList> =>
    z.object({
      scheme: z.string(),
      category: z.string(),
      purpose: z.optional(z.string()),
      waiting: z.int(),
      urgent: z.int(),
    } satisfies Shape<WaitingList>),
);

export const serve = once(() => z.object({ scheme: z.string(), category: z.string(), askId: z.string(), expiresAtSeconds: z.number() }));

export const budgetDay = once(
  (): z.ZodMiniType<BudgetDay> => z.object({ day: z.string(), awarded: byName(money()), households: z.int() } satisfies Shape<BudgetDay>),
);

export const checkedBooks = once(
  (): z.ZodMiniType<CheckedBooks> =>
    z.object({
      scheme: z.string(),
      checkedAt: z.string(),
      entries: z.int(),
      differing: z.int(),
      differences: z.array(z.object({ place: z.string(), is: z.string(), shouldBe: z.string() } satisfies Shape<Difference>)),
    } satisfies Shape<CheckedBooks>),
);

type StepDone = NightlyRun["steps"][number];

export const nightlyRun = once(
  (): z.ZodMiniType<NightlyRun> =>
    z.object({
      at: z.string(),
      steps: z.array(
        z.discriminatedUnion("outcome", [
          z.object({ step: z.string(), says: z.string(), outcome: z.literal("done"), counts: byName(z.number()) } satisfies Shape<
            Extract<StepDone, { outcome: "done" }>
          >),
          z.object({ step: z.string(), says: z.string(), outcome: z.literal("failed"), because: z.string() } satisfies Shape<
            Extract<StepDone, { outcome: "failed" }>
          >),
        ]),
      ),
    } satisfies Shape<NightlyRun>),
);

export const count = once(
  (): z.ZodMiniType<Count> => z.object({ month: z.string(), what: z.string(), count: z.int() } satisfies Shape<Count>),
);
