import { expect, test } from "vitest";
import { differenceWords } from "../../../../shared/domain/audit/difference.ts";
import { createReckoning } from "../../../../shared/domain/audit/reconcile.ts";
import { type Claim, type HouseholdClaims, noClaims } from "../../../../shared/domain/household/household.ts";
import { type EnvelopeShard, emptyEnvelope, type Grant } from "../../../../shared/domain/ledger/envelope.ts";
import { type EntryKind, type LedgerEntry, placesOf } from "../../../../shared/domain/ledger/ledger.ts";
import type { Line } from "../../../../shared/domain/line/line.ts";
import { pence } from "../../../../shared/domain/money.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";

const id = { scheme: "CRF", category: "CRISIS_PAYMENT", period: "whole", pot: "ordinary" } as const;
const by = { id: "finance", name: "Dev Shah" };

const entry = (kind: EntryKind, amount: number, entryId: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...id,
  entryId,
  kind,
  shard: 0,
  amount: pence(amount),
  ...placesOf(kind),
  at: "2026-11-20T10:00:00.000Z",
  by,
  why: "",
  ...more,
});
const yes = { inCategory: true, inScheme: true };
const no = { inCategory: false, inScheme: false };
const ofLine = (line: number, isFirst: boolean): Pick<LedgerEntry, "award"> => ({
  award: {
    awardId: "AAAA-A1",
    caseId: "AAAA",
    householdId: "H-1",
    line,
    item: "fuelTopUp",
    countsAward: isFirst ? yes : no,
    countsHousehold: isFirst ? yes : no,
  },
});

/** £1,200 granted and £1,000 of it allocated. One household with an award of two lines, one paid and one cancelled. */
const story = () => ({
  entries: [
    entry("grantIncrease", 1_200_00, "grant", { category: "GRANT" }),
    entry("allocation", 1_000_00, "allocation"),
    entry("award", 100_00, "AAAA-A1.1", ofLine(0, true)),
    entry("award", 50_00, "AAAA-A1.2", ofLine(1, false)),
    entry("payment", 100_00, "AAAA-A1.1-2", ofLine(0, false)),
    entry("cancellation", 50_00, "AAAA-A1.2-2", ofLine(1, false)),
  ],
  grant: { granted: pence(1_200_00), unallocated: pence(200_00) } as Grant,
  shards: [
    {
      ...emptyEnvelope(id),
      shard: 0,
      available: pence(900_00),
      paid: pence(100_00),
      returned: pence(50_00),
      payments: 1,
      awards: { inCategory: 1, inScheme: 1 },
      households: { inCategory: 1, inScheme: 1 },
    },
  ] as EnvelopeShard[],
  lines: [
    { lineId: "AAAA-A1.1", state: "delivered", delivery: "CASH" },
    { lineId: "AAAA-A1.2", state: "cancelled", delivery: "CASH" },
  ] as Line[],
  households: [
    {
      ...noClaims("H-1"),
      spent: { CRF: pence(100_00) },
      reached: { CRF: { awards: 1, categories: { CRISIS_PAYMENT: 1 } } },
    },
  ] as HouseholdClaims[],
});
type Story = ReturnType<typeof story>;

const differencesIn = ({ entries, grant, shards, lines, households }: Story): readonly string[] => {
  const reckoning = createReckoning("CRF", shippedSchemes);
  for (const one of entries) reckoning.add(one);
  const kept = new Map(households.map((household) => [household.householdId, household]));
  return [
    ...reckoning.ledgerDifferences(),
    ...reckoning.grantDifferences(grant),
    ...reckoning.shardDifferences(shards, kept),
    ...reckoning.lineDifferences(lines),
    ...reckoning.householdDifferences(kept),
  ].map(differenceWords);
};
const storyWith = <K extends keyof Story>(part: K, change: (before: Story[K]) => Story[K]): Story => ({
  ...story(),
  [part]: change(story()[part]),
});
const withShard = (change: Partial<EnvelopeShard>) => storyWith("shards", ([shard]) => [{ ...shard, ...change } as EnvelopeShard]);
const withHousehold = (change: Partial<HouseholdClaims>) =>
  storyWith("households", ([household]) => [{ ...household, ...change } as HouseholdClaims]);
const place = "CRF CRISIS_PAYMENT#whole#ordinary";

test("books that agree have no difference", () => {
  expect(differencesIn(story())).toEqual([]);
});

test("shards that have lent to each other agree, since their envelope is unchanged", () => {
  const lent = storyWith("shards", ([first]) => [
    { ...first, available: pence(300_00) } as EnvelopeShard,
    { ...emptyEnvelope(id), shard: 1, available: pence(600_00) },
  ]);
  expect(differencesIn(lent)).toEqual([]);
});

test.each<[string, Story, readonly string[]]>([
  ["a shard with a penny too much left", withShard({ available: pence(900_01) }), [`available of ${place} is 90001, and should be 90000`]],
  [
    "a shard with money in the wrong bucket",
    withShard({ paid: pence(0), committed: pence(100_00) }),
    [`committed of ${place} shard 0 is 10000, and should be 0`, `paid of ${place} shard 0 is 0, and should be 10000`],
  ],
  [
    "a bucket below nothing",
    withShard({ frozen: pence(-1) }),
    [`frozen of ${place} shard 0 is -1, and should be 0`, `frozen of ${place} shard 0 is -1, and should be nothing or more`],
  ],
  ["a shard with the wrong sum returned", withShard({ returned: pence(0) }), [`returned of ${place} shard 0 is 0, and should be 5000`]],
  ["a payment counted twice", withShard({ payments: 2 }), [`payments of ${place} shard 0 is 2, and should be 1`]],
  [
    "an award counted twice",
    withShard({ awards: { inCategory: 1, inScheme: 2 } }),
    [`awards in the scheme of ${place} shard 0 is 2, and should be 1`, "awards counted in CRF is 2, and should be 1"],
  ],
  [
    "a household not counted",
    withShard({ households: { inCategory: 0, inScheme: 1 } }),
    [
      `households in the category of ${place} shard 0 is 0, and should be 1`,
      "households counted in CRF CRISIS_PAYMENT is 0, and should be 1",
    ],
  ],
  [
    "a grant that differs from its entries",
    storyWith("grant", () => ({ granted: pence(1_200_00), unallocated: pence(0) })),
    ["unallocated of CRF is 0, and should be 20000"],
  ],
  [
    "an entry that is missing",
    storyWith("entries", (entries) => entries.filter(({ kind }) => kind !== "payment")),
    [
      `committed of ${place} shard 0 is 0, and should be 10000`,
      `paid of ${place} shard 0 is 10000, and should be 0`,
      "line AAAA-A1.1, delivered is paid, and should be committed",
    ],
  ],
  [
    "an entry that is there twice",
    storyWith("entries", (entries) => [...entries, ...entries.slice(1, 2)]),
    [
      `entry allocation of ${place} is there twice, and should be there once`,
      "unallocated of CRF at 2026-11-20T10:00:00.000Z is -80000, and should be nothing or more",
      "unallocated of CRF is 20000, and should be -80000",
      `available of ${place} is 90000, and should be 190000`,
    ],
  ],
  [
    "an entry that moves money in a way that its kind never does",
    storyWith("entries", (entries) => [...entries, entry("freeze", 1, "odd", { to: "paid" })]),
    [
      `entry odd of ${place} is 1 from available to paid, and should be as freeze moves money`,
      `available of ${place} is 90000, and should be 89999`,
      `paid of ${place} shard 0 is 10000, and should be 10001`,
    ],
  ],
  [
    "a transfer that lost its other half",
    storyWith("entries", (entries) => [...entries, entry("transferIn", 1, "T", { change: "T" })]),
    ["what transfer T of CRF gains is 1, and should be 0", `available of ${place} is 90000, and should be 90001`],
  ],
  [
    "a line in the wrong state",
    storyWith("lines", ([, second]) => [{ lineId: "AAAA-A1.1", state: "issued", delivery: "CASH" } as Line, second as Line]),
    ["line AAAA-A1.1, issued is committed, and should be paid"],
  ],
  ["a line whose item is lost", storyWith("lines", ([, second]) => [second as Line]), ["line AAAA-A1.1 is not there, and should be paid"]],
  [
    "a household whose record says more than it was given",
    withHousehold({ spent: { CRF: pence(150_00) } }),
    ["spent of household H-1 in CRF is 15000, and should be 10000"],
  ],
  [
    "a household whose award is not counted",
    withHousehold({ reached: {} }),
    [
      "awards of household H-1 in CRF is 0, and should be 1",
      "awards in CRISIS_PAYMENT of household H-1 in CRF is not there, and should be 1",
    ],
  ],
  [
    "a household without a record",
    storyWith("households", () => []),
    ["the record of household H-1 in CRF is not there, and should be there"],
  ],
  [
    "a shard that is not there",
    storyWith("shards", () => []),
    [
      `available of ${place} is not there, and should be 90000`,
      `paid of ${place} shard 0 is not there, and should be 10000`,
      `returned of ${place} shard 0 is not there, and should be 5000`,
      `payments of ${place} shard 0 is not there, and should be 1`,
      `awards in the category of ${place} shard 0 is not there, and should be 1`,
      `awards in the scheme of ${place} shard 0 is not there, and should be 1`,
      `households in the category of ${place} shard 0 is not there, and should be 1`,
      `households in the scheme of ${place} shard 0 is not there, and should be 1`,
      "awards counted in CRF is 0, and should be 1",
      "households counted in CRF is 0, and should be 1",
      "awards counted in CRF CRISIS_PAYMENT is 0, and should be 1",
      "households counted in CRF CRISIS_PAYMENT is 0, and should be 1",
    ],
  ],
])("reconciliation names the place of %s", (_, books, expected) => {
  expect(differencesIn(books)).toEqual(expected);
});

/** The story with its entries at other times than its one moment. */
const at = (times: Readonly<Record<string, string>>): Story =>
  storyWith("entries", (entries) => entries.map((one) => ({ ...one, at: times[one.entryId] ?? one.at })));

test("a balance that was below nothing in between is found by the entries' own times, whatever it is now", () => {
  const anHourEarlier = at({ "AAAA-A1.1": "2026-11-20T09:00:00.000Z", "AAAA-A1.2": "2026-11-20T09:00:00.000Z" });
  expect(differencesIn(anHourEarlier)).toEqual([
    `available of ${place} at 2026-11-20T09:00:00.000Z is -15000, and should be nothing or more`,
  ]);
  const paidFirst = at({ "AAAA-A1.1-2": "2026-11-20T09:00:00.000Z" });
  expect(differencesIn(paidFirst)).toEqual([`committed of ${place} at 2026-11-20T09:00:00.000Z is -10000, and should be nothing or more`]);
});

test("requests that overlap are no fault: one may spend what another, which began a moment later, has put in", () => {
  expect(differencesIn(at({ allocation: "2026-11-20T10:00:00.900Z" }))).toEqual([]);
  expect(differencesIn(at({ "AAAA-A1.1": "2026-11-20T09:59:59.900Z" }))).toEqual([]);
});

test("an entry that commits money on a day outside its scheme is found", () => {
  const late = at({ "AAAA-A1.1": "2029-04-01T10:00:00.000Z", "AAAA-A1.1-2": "2029-04-02T10:00:00.000Z" });
  expect(differencesIn(late)).toEqual([
    `the day of entry AAAA-A1.1 of ${place} is 2029-04-01, and should be between 2026-04-01 and 2029-03-31`,
  ]);
  // Paying what was committed in time is right on any day.
  expect(differencesIn(at({ "AAAA-A1.1-2": "2029-04-02T10:00:00.000Z" }))).toEqual([]);
});

const rolling = (awardId: string, on: string, until: string): Claim => ({
  ...{ need: "washingMachine", scheme: "CRF", awardId, on, window: "rolling", from: on, until },
});

test("two claims of one household for one need beyond what the scheme allows are found, in whichever order they were made", () => {
  const [first, second] = [rolling("A1", "2026-11-20", "2027-11-19"), rolling("A2", "2026-11-21", "2027-11-20")];
  const words =
    "the claim of award A2 for washingMachine of household H-1 in CRF is dated 2026-11-21, against award A1, and should be dated 2027-11-20 or later";
  expect(differencesIn(withHousehold({ claims: [first, second] }))).toEqual([words]);
  expect(differencesIn(withHousehold({ claims: [second, first] }))).toEqual([words]);
  const aYearLater = rolling("A2", "2027-11-20", "2028-11-19");
  expect(differencesIn(withHousehold({ claims: [first, aYearLater] }))).toEqual([]);
});
