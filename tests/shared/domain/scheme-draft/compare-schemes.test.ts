import { expect, test } from "vitest";
import { serviceNamesIn } from "../../../../shared/domain/directory/directory-book.ts";
import { shippedDirectory } from "../../../../shared/domain/directory/shipped-directory.ts";
import type { Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { compareSchemes } from "../../../../shared/domain/scheme-draft/compare-schemes.ts";
import type { Field } from "../../../../shared/domain/scheme-draft/field.ts";
import { type Row, rowsOf, type SectionName, sectionNames, sectionOf } from "../../../../shared/domain/scheme-draft/sections.ts";
import { type Change, rowOf, schemeLike, sourced } from "../scheme/documents.ts";

const offers = serviceNamesIn([shippedDirectory]);
const said = (code: string, change: Change) => compareSchemes(schemeLike(code), schemeLike(code, change), offers);

test.each(shippedSchemes.map((scheme): [string, Scheme] => [scheme.code, scheme]))("%s compared with itself says nothing", (_, scheme) => {
  expect(compareSchemes(scheme, structuredClone(scheme), offers)).toEqual([]);
});

test.each<[string, string, Change, SectionName, string]>([
  [
    "a rule's setting",
    "CRF",
    ({ rules }) => {
      rowOf(rules, ({ rule }) => rule === "savingsWithinLimit").parameters = { savingsMax: 16_000_00 };
    },
    "rules",
    "Rule “The household’s savings are not above the limit”, most savings: £6,000 becomes £16,000.",
  ],
  [
    "a rule that goes",
    "CRF",
    (document) => {
      document.rules = document.rules.filter(({ rule }) => rule !== "housingGate");
    },
    "rules",
    "Rule no longer used: “Rent or moving costs are paid to people who get Housing Benefit or help with rent in Universal Credit”",
  ],
  [
    "an amount of a tariff",
    "HSF5",
    ({ tariffs }) => {
      Object.assign(tariffs[1] ?? {}, { amount: 130_00 });
    },
    "tariffs",
    "Tariff fuel, 1 or more people with 1 or more children, usual amount: £140 becomes £130.",
  ],
  [
    "an item that is new",
    "CRF",
    ({ items }) => {
      items.push({
        code: "duvet",
        label: "Duvet",
        need: "bedsAndBedding",
        category: "CRISIS_PAYMENT",
        deliveries: ["TANGIBLE", "CASH"],
        noTariff: "The price on the day.",
        ...sourced,
      });
    },
    "items",
    "Item added: Duvet (code: duvet; what it is called: Duvet; need that it meets: Beds, mattresses, a cot or bedding; category: Crisis payments; how it can be delivered: Goods delivered; Cash or bank payment; why it has no usual amount: The price on the day; the source is verified: Yes; where this comes from: The test).",
  ],
  [
    "a limit that was not there",
    "HSF5",
    ({ windows }) => {
      Object.assign(windows[2] ?? {}, { inScheme: 4 });
    },
    "windows",
    "Window Food, most awards in the whole scheme: nothing becomes 4.",
  ],
  [
    "a day",
    "CRF",
    ({ returns }) => {
      Object.assign(returns[1] ?? {}, { due: "2027-05-28" });
    },
    "returns",
    "Return Year 2026-27, due: nothing becomes 28 May 2027.",
  ],
  [
    "when help is offered",
    "CRF",
    ({ onwardHelp }) => {
      Object.assign(onwardHelp[0] ?? {}, {
        conditions: [{ measure: "monthlyIncome", is: "atMost", value: 1_000_00, plusEachChild: 200_00 }],
      });
    },
    "onwardHelp",
    "Offer Welfare Benefit Adviser, conditions: always becomes when the household’s monthly income is at most £1,000, plus £200 for each child under 19.",
  ],
])("%s is said in plain words", (_, code, change, section, sentence) => {
  const changes = said(code, change);
  expect(changes).toHaveLength(1);
  expect(changes[0]?.section).toBe(section);
  expect(changes[0]?.sentence).toContain(sentence);
});

test("another order of the rules is said, since a letter gives its reasons in it", () => {
  const [change, ...others] = said("CRF", ({ rules }) => {
    rules.reverse();
  });
  expect(others).toEqual([]);
  expect(change?.sentence).toMatch(/^“Rules” has another order: “The application/);
});

test("another scheme is told from another version", () => {
  expect(said("HSF7", (document) => Object.assign(document, { code: "HSF8", version: 2 }))).toEqual([
    { section: "about", sentence: "Code of the scheme: HSF7 becomes HSF8." },
  ]);
});

/** Another value of the same kind, whether or not the whole document would still hold. */
const anotherValue = (field: Field, name: string, row: Row, scheme: Scheme): Row[string] => {
  const value = row[name];
  const otherOptions = () => Object.keys("options" in field ? field.options(scheme, offers) : {}).filter((option) => option !== value);
  switch (field.kind) {
    case "text":
    case "longText":
      return `Another ${value ?? "word"}`;
    case "day":
      return "2040-01-01";
    case "pence":
    case "count":
      return Number(value ?? 0) + 1;
    case "yesNo":
      return !value;
    case "choice":
      return otherOptions()[0] ?? "another";
    case "choices":
    case "lines":
      return [...(value as readonly string[]), "another"];
    case "conditions":
      return [...(value as Scheme["onwardHelp"][number]["conditions"]), { measure: "children", is: "atLeast", value: 7 }];
    case "parameters":
      return Object.fromEntries(
        Object.entries(value as { [setting: string]: unknown }).map(([setting, set]) => [
          setting,
          typeof set === "number" ? set + 1 : typeof set === "boolean" ? !set : Array.isArray(set) ? [] : `another ${set}`,
        ]),
      );
  }
};

const withRow = (scheme: Scheme, section: SectionName, at: number, row: Row): Scheme => {
  const rows = rowsOf(scheme, section).map((each, index) => (index === at ? row : each));
  return { ...scheme, [section]: sectionOf(section).row === undefined ? rows[0] : rows };
};

const ownRule: Scheme["ownRules"][number] = {
  name: "bigFamily",
  says: "Three children or more live there.",
  toResident: "This is for larger families.",
  otherwise: "refer",
  joined: "all",
  conditions: [{ measure: "children", is: "atLeast", value: 3 }],
};

/** Every section has a row in it, so that every field can change. */
const everything: Scheme = {
  ...schemeLike("HSF7", (document) => {
    document.caps = [{ cap: "award", amount: 500_00, ...sourced }];
    document.pacing = [{ category: "ENERGY_WATER", months: 1, ...sourced }];
    document.subYears = [{ code: "2025-26", start: "2025-04-01", end: "2026-03-31" }];
    document.contributions = [{ code: "TO_HOUSING", label: "To housing", from: ["FOOD_EX_FSM"], to: "HOUSING_COSTS", ...sourced }];
    document.returnCells = document.returnCells?.slice(0, 3);
    document.purposes = [
      { code: "OIL", label: "Heating oil", category: "ENERGY_WATER", items: ["fuelTopUp"], after: "core", amount: 200_00, ...sourced },
    ];
  }),
  ownRules: [ownRule],
};

test("the comparison tells a change of any single field of any row, in its section", () => {
  const unsaid: string[] = [];
  let tried = 0;
  for (const section of sectionNames)
    for (const [at, row] of rowsOf(everything, section).entries())
      for (const [name, field] of Object.entries(sectionOf(section).fields)) {
        const value = anotherValue(field, name, row, everything);
        if (JSON.stringify(value) === JSON.stringify(row[name])) continue;
        tried += 1;
        const changes = compareSchemes(everything, withRow(everything, section, at, { ...row, [name]: value }), offers);
        if (changes.length === 0 || changes.some((change) => change.section !== section)) unsaid.push(`${section}.${at}.${name}`);
      }
  expect(unsaid).toEqual([]);
  expect(tried).toBeGreaterThan(400);
});

test("every section has a row in that test, and a field for each of its properties", () => {
  for (const section of sectionNames) {
    const rows = rowsOf(everything, section);
    expect([section, rows.length > 0]).toEqual([section, true]);
    for (const row of rows) expect(Object.keys(sectionOf(section).fields)).toEqual(expect.arrayContaining(Object.keys(row)));
  }
});
