/** The code is the same word in the form, the household's claims and the scheme's catalogue. */
export const needs = {
  food: "Food",
  energy: "Gas, electricity or other heating",
  water: "Water bills",
  clothing: "Clothing",
  bedsAndBedding: "Beds, mattresses, a cot or bedding",
  flooring: "Carpet or flooring",
  curtains: "Curtains or blinds",
  washingMachine: "A washing machine",
  fridgeFreezer: "A fridge or freezer",
  cooker: "A cooker or oven",
  otherFurniture: "Other furniture",
  heatingRepair: "Boiler or heating repair",
  housing: "Rent or moving costs",
} as const;

export type Need = keyof typeof needs;
export const needCodes = Object.keys(needs) as Need[];
