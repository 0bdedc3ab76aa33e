import type { Need } from "../../../shared/domain/needs.ts";

export type DemoItem = { readonly code: string; readonly amount: number };
export type Kind = { readonly need: Need; readonly reach: number; readonly items: readonly DemoItem[] };

/** The share of households that each kind of support reached, as the council published it for the fourth round. */
export const kindsOfSupport: readonly [Kind, ...Kind[]] = [
  { need: "energy", reach: 0.93, items: [{ code: "fuelTopUp", amount: 120_00 }] },
  { need: "food", reach: 0.65, items: [{ code: "foodParcel", amount: 45_00 }] },
  { need: "clothing", reach: 0.13, items: [{ code: "clothingVoucher", amount: 75_00 }] },
  { need: "washingMachine", reach: 0.02, items: [{ code: "washingMachine", amount: 289_00 }] },
  { need: "fridgeFreezer", reach: 0.02, items: [{ code: "fridgeFreezer", amount: 249_00 }] },
  { need: "heatingRepair", reach: 0.01, items: [{ code: "boilerRepair", amount: 340_00 }] },
  {
    need: "bedsAndBedding",
    reach: 0.02,
    items: [
      { code: "bed", amount: 180_00 },
      { code: "cot", amount: 120_00 },
    ],
  },
  { need: "curtains", reach: 0.01, items: [{ code: "curtains", amount: 60_00 }] },
];

export const stories: { readonly [need in Need]?: readonly [string, ...string[]] } = {
  energy: [
    "My hours were cut and the first full pay is three weeks away. The meter is on emergency credit.",
    "I was ill for two months and my savings have gone on bills. There is nothing left for the meter.",
  ],
  food: [
    "The landlord put the rent up and after it there is nothing left for food in the last week of the month.",
    "Universal Credit took a deduction for an old advance and we are short for the month.",
  ],
  clothing: ["We left with one bag and winter is here. None of us has a warm coat."],
  washingMachine: ["The washing machine broke and I cannot carry everything to the launderette with my back."],
  fridgeFreezer: ["The fridge stopped working and everything in it went off. We buy food one day at a time."],
  heatingRepair: ["The boiler failed the safety check and it has been cold for a week."],
  bedsAndBedding: ["I moved in with nothing after leaving a shared house. We sleep on the floor."],
  curtains: ["The flat is on the ground floor and has nothing on the windows. I do not feel safe in the evening."],
};
