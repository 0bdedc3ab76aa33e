import { type Chance, chanceFrom } from "../../infra/local/demo-data/random.ts";
import type { Delivery } from "../../shared/domain/scheme/scheme.ts";

/** What the council has published of the fourth round. Each household counts once in every support type that it had. */
export const published = {
  households: 10_513,
  byType: { food: 6_816, energy: 9_755, energyItems: 547, clothing: 1_382, otherItems: 278 },
  typesTogether: 18_778,
  grant: 6_400_000_00,
} as const;
export type PublishedType = keyof typeof published.byType;

/** Over a third had one award, and about a third more than three. */
const withOne = 3_785;
const withFour = 3_469;
const withTwoOrThree = published.households - withOne - withFour;
const withThree = 700;

type Goods = Exclude<PublishedType, "food" | "energy">;
type Item = { readonly item: string; readonly delivery: Delivery };
type ItemOfType = Item & { readonly type: PublishedType };

const itemsOf = {
  food: [{ item: "foodParcel", delivery: "THIRD_PARTY" }],
  energy: [{ item: "fuelTopUp", delivery: "VOUCHER" }],
  energyItems: [
    { item: "washingMachine", delivery: "TANGIBLE" },
    { item: "boilerRepair", delivery: "THIRD_PARTY" },
  ],
  clothing: [{ item: "clothingVoucher", delivery: "VOUCHER" }],
  otherItems: [
    { item: "bed", delivery: "TANGIBLE" },
    { item: "curtains", delivery: "TANGIBLE" },
  ],
} as const satisfies Record<PublishedType, readonly [Item, ...Item[]]>;

/** Pounds before the whole is brought to the grant: the least and the most. */
const pounds = {
  food: [120, 240],
  energy: [200, 320],
  energyItems: [300, 480],
  clothing: [90, 180],
  otherItems: [150, 320],
} as const satisfies Record<PublishedType, readonly [number, number]>;

export type PublishedAward = ItemOfType & {
  /** From 1. No need can be met twice in one round of awards. */
  readonly round: number;
  readonly amount: number;
};
export type PublishedHousehold = { readonly number: number; readonly awards: readonly PublishedAward[] };

const shuffled = <T>(all: readonly T[], chance: Chance): readonly T[] =>
  all
    .map((one) => ({ one, at: chance.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);

const times = <T>(count: number, one: T): readonly T[] => Array<T>(count).fill(one);

type Planned = { readonly types: PublishedType[]; readonly awards: number };

const { food, energy, energyItems, clothing, otherItems } = published.byType;

/** Who had what: every household without energy had one award of food, and the goods went to households with several awards. */
const planned = (chance: Chance): readonly Planned[] => {
  const foodAlone = published.households - energy;
  const single = [...times(foodAlone, "food" as const), ...times(withOne - foodAlone, "energy" as const)];
  const counts = shuffled([...times(withFour, 4), ...times(withThree, 3), ...times(withTwoOrThree - withThree, 2)], chance);
  const several = counts.map((awards): Planned => ({ types: ["energy"], awards }));
  for (const plan of shuffled(several, chance).slice(0, food - foodAlone)) plan.types.push("food");
  const goods: readonly Goods[] = [
    ...times(energyItems, "energyItems" as const),
    ...times(clothing, "clothing" as const),
    ...times(otherItems, "otherItems" as const),
  ];
  for (const [index, type] of goods.entries()) {
    const [first] = index % goods.length === 0 ? shuffled(several, chance) : [];
    const start = first ? several.indexOf(first) : index * 7;
    const plan = placeFor(several, type, start);
    plan.types.push(type);
  }
  return shuffled([...single.map((type): Planned => ({ types: [type], awards: 1 })), ...several], chance);
};

const placeFor = (plans: readonly Planned[], type: PublishedType, start: number): Planned => {
  for (let step = 0; step < plans.length; step += 1) {
    const plan = plans[(start + step) % plans.length];
    if (plan && plan.types.length < plan.awards && !plan.types.includes(type)) return plan;
  }
  throw new Error("No household has room for another support type.");
};

/** Goods once, then food and energy in turn. */
const typesInTurn = ({ types, awards }: Planned, chance: Chance): readonly PublishedType[] => {
  const again = types.filter((type) => type === "food" || type === "energy");
  const turns = [...types];
  while (turns.length < awards) turns.push(again[turns.length % again.length] ?? "energy");
  return shuffled(turns, chance);
};

/** The households of the published year and their awards, which together come to the grant exactly. The same for the same seed. */
export const publishedYear = (seed = 20230401): readonly PublishedHousehold[] => {
  const chance = chanceFrom(seed);
  const drafted = planned(chance).map((plan, index) => ({
    number: index + 1,
    awards: typesInTurn(plan, chance).map((type, turn) => {
      const [least, most] = pounds[type];
      return { type, round: turn + 1, ...chance.oneOf<Item>(itemsOf[type]), amount: chance.between(least, most) * 100 };
    }),
  }));
  const sum = drafted.flatMap(({ awards }) => awards).reduce((total, { amount }) => total + amount, 0);
  let [before, given] = [0, 0];
  /** Rounded on the running total, so that the last award ends on the grant to the penny. */
  const broughtToGrant = (amount: number): number => {
    before += amount;
    const now = Math.round((before / sum) * published.grant);
    const own = now - given;
    given = now;
    return own;
  };
  return drafted.map(({ number, awards }) => ({
    number,
    awards: awards.map((award) => ({ ...award, amount: broughtToGrant(award.amount) })),
  }));
};
