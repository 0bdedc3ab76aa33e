import { expect, test } from "vitest";
import type { SchemeDocument } from "../../../../../shared/domain/scheme/scheme.ts";
import { type BadInput, documentLike, problemsIn, rowOf } from "../../scheme/documents.ts";

const item = (document: SchemeDocument, code: string) => rowOf(document.items, (each) => each.code === code);
const without = <Row extends { code: string }>(rows: Row[], code: string) => rows.filter((row) => row.code !== code);

const oil = {
  code: "OIL",
  label: "Heating oil",
  category: "ENERGY_WATER",
  items: ["fuelTopUp"],
  after: "core" as const,
  verified: false,
  source: "A test.",
};

const badInput: BadInput[] = [
  [
    "a missing strand",
    "CRF",
    (document) => {
      document.categories = without(document.categories, "COMMUNITY_COORDINATION");
    },
    ["categories"],
    "Add the strand COMMUNITY_COORDINATION (“Community coordination”): the Crisis and Resilience Fund reports on it",
  ],
  [
    "a missing category",
    "HSF7",
    (document) => {
      document.categories = without(document.categories, "FOOD_FSM_HOLIDAY");
    },
    ["categories"],
    "Add the category FOOD_FSM_HOLIDAY (“Free school meal support in the holidays”): the Household Support Fund reports on it",
  ],
  [
    "a category twice",
    "HSF7",
    ({ categories }) => {
      categories.push(structuredClone(rowOf(categories, ({ code }) => code === "ADVICE")));
    },
    ["categories", 8, "code"],
    "The category ADVICE is there twice. Give each category a code of its own",
  ],
  [
    "an unknown category",
    "HSF5",
    (document) => {
      item(document, "foodParcel").category = "FOOD";
    },
    ["items", 0, "category"],
    "“Food through the local food network” is in the category FOOD, which this scheme does not have. Choose one that it has",
  ],
  [
    "an item in a category that pays for services",
    "HSF5",
    (document) => {
      item(document, "foodParcel").category = "ADVICE";
    },
    ["items", 0, "category"],
    "“Food through the local food network” cannot be in “Advice services”, which pays for no awards. Choose another category",
  ],
  [
    "an item twice",
    "HSF5",
    (document) => {
      document.items.push(structuredClone(item(document, "cot")));
    },
    ["items", 14, "code"],
    "The item cot is there twice. Give each item a code of its own",
  ],
  [
    "an item without a tariff or a reason",
    "HSF5",
    (document) => {
      delete item(document, "foodParcel").noTariff;
    },
    ["items", 0, "tariff"],
    "Choose a tariff for “Food through the local food network”, or say why it has no usual amount",
  ],
  [
    "an item with a tariff and a reason for none",
    "HSF5",
    (document) => {
      item(document, "foodParcel").tariff = "fuel";
    },
    ["items", 0, "noTariff"],
    "“Food through the local food network” has a tariff and also a reason for having none. Keep one of the two",
  ],
  [
    "an unknown tariff",
    "HSF5",
    (document) => {
      item(document, "fuelTopUp").tariff = "heating";
    },
    ["items", 1, "tariff"],
    "“Energy top-up or cash for fuel” uses the tariff heating, which this scheme does not have. Choose one that it has",
  ],
  [
    "the most for an item below its tariff",
    "HSF5",
    (document) => {
      item(document, "fuelTopUp").most = 139_99;
    },
    ["items", 1, "most"],
    "The most for “Energy top-up or cash for fuel”, £139.99, is below its tariff of £140. Raise it, or lower the tariff",
  ],
  [
    "one way of delivery twice",
    "HSF5",
    (document) => {
      item(document, "cot").deliveries = ["TANGIBLE", "TANGIBLE"];
    },
    ["items", 7, "deliveries"],
    "Choose each way of delivering “Cot” once",
  ],
  [
    "a support type twice",
    "HSF5",
    ({ supportTypes }) => {
      rowOf(supportTypes ?? [], ({ code }) => code === "energy").code = "food";
    },
    ["supportTypes", 1, "code"],
    "The support type food is there twice. Give each support type a code of its own",
  ],
  [
    "a support type with an unknown item",
    "HSF5",
    ({ supportTypes }) => {
      rowOf(supportTypes ?? [], ({ code }) => code === "food").items.push("hotMeal");
    },
    ["supportTypes", 0, "items"],
    "“Food through the local food network” has the item hotMeal, which this scheme does not have. Choose items that it has",
  ],
  [
    "an item twice in a support type",
    "HSF5",
    ({ supportTypes }) => {
      rowOf(supportTypes ?? [], ({ code }) => code === "food").items.push("foodParcel");
    },
    ["supportTypes", 0, "items"],
    "Choose “Food through the local food network” once in “Food through the local food network”",
  ],
  [
    "an item in two support types",
    "HSF5",
    ({ supportTypes }) => {
      rowOf(supportTypes ?? [], ({ code }) => code === "energy").items.push("foodParcel");
    },
    ["supportTypes", 1, "items"],
    "“Food through the local food network” is in “Food through the local food network” and in “Energy top-ups or cash”. Keep it in one, so that each award counts once",
  ],
  [
    "a purpose with a code that returns use",
    "HSF5",
    (document) => {
      document.purposes = [{ ...oil, code: "CORE" }];
    },
    ["purposes", 0, "code"],
    "Choose another code: returns use this one for other money",
  ],
  [
    "a purpose in a category that pays no awards",
    "HSF5",
    (document) => {
      document.purposes = [{ ...oil, category: "ADMIN" }];
    },
    ["purposes", 0, "category"],
    "Choose a category of this scheme that pays for awards",
  ],
  [
    "a purpose with an unknown item",
    "HSF5",
    (document) => {
      document.purposes = [{ ...oil, items: ["hotMeal"] }];
    },
    ["purposes", 0, "items"],
    "“Heating oil” has the item hotMeal, which this scheme does not have. Choose items that it has",
  ],
  [
    "an item twice in a purpose",
    "HSF5",
    (document) => {
      document.purposes = [{ ...oil, items: ["fuelTopUp", "fuelTopUp"] }];
    },
    ["purposes", 0, "items"],
    "Choose “Energy top-up or cash for fuel” once in “Heating oil”",
  ],
  [
    "a purpose with an item of another category",
    "HSF5",
    (document) => {
      document.purposes = [{ ...oil, items: ["foodParcel"] }];
    },
    ["purposes", 0, "items"],
    "“Food through the local food network” is not in the category of “Heating oil”. Choose items of the category that the money is in",
  ],
  [
    "an item in two purposes",
    "HSF5",
    (document) => {
      document.purposes = [oil, { ...oil, code: "FUEL", label: "Fuel" }];
    },
    ["purposes", 1, "items"],
    "“Energy top-up or cash for fuel” is in “Heating oil” and in “Fuel”. Keep it in one, so that it is clear which money pays",
  ],
  [
    "a purpose twice",
    "HSF5",
    (document) => {
      document.purposes = [
        { ...oil, items: ["fuelTopUp"] },
        { ...oil, category: "WIDER_ESSENTIALS", items: ["cot"] },
      ];
    },
    ["purposes", 1, "code"],
    "The purpose OIL is there twice. Give each purpose a code of its own",
  ],
];

test.each(badInput)("%s is refused with its place and how to mend it", (_, code, change, place, message) => {
  expect(problemsIn(documentLike(code, change))).toEqual([{ place, message }]);
});
