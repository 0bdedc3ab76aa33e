import { expect, test } from "vitest";
import type { SchemeDocument } from "../../../../../shared/domain/scheme/scheme.ts";
import { type BadInput, documentLike, problemsIn, rowOf, sourced } from "../../scheme/documents.ts";

const rule = (document: SchemeDocument, name: string) => rowOf(document.rules, (each) => each.rule === name);
const without = <Row extends { code: string }>(rows: Row[], code: string) => rows.filter((row) => row.code !== code);
const ownRule = (conditions: SchemeDocument["ownRules"][number]["conditions"]): SchemeDocument["ownRules"][number] => ({
  name: "bigFamily",
  says: "Three children or more live there.",
  toResident: "This is for larger families.",
  otherwise: "refer",
  joined: "all",
  conditions,
});

const badInput: BadInput[] = [
  [
    "a rule that does not exist",
    "CRF",
    (document) => {
      rule(document, "oldEnough").rule = "tallEnough";
    },
    ["rules", 1, "rule"],
    "Select a rule from the list: none is called “tallEnough”",
  ],
  [
    "a version of a rule that does not exist",
    "CRF",
    (document) => {
      rule(document, "oldEnough").version = 2;
    },
    ["rules", 1, "version"],
    "Select a version of the rule that exists: 1",
  ],
  [
    "a rule twice",
    "CRF",
    (document) => {
      document.rules.push(structuredClone(rule(document, "oldEnough")));
    },
    ["rules", 13, "rule"],
    "The rule oldEnough is there twice. Keep one",
  ],
  [
    "no rule about visas",
    "CRF",
    (document) => {
      document.rules = document.rules.filter((each) => each.rule !== "publicFundsRouted");
    },
    ["rules", "publicFundsRouted"],
    "Use the rule “Where a visa limits public funds, or nobody knows, help is held until a private conversation about it is recorded.” (publicFundsRouted): without it, public money could cost somebody their right to stay",
  ],
  [
    "a cap without the rule that holds to it",
    "CRF",
    (document) => {
      document.caps = [{ cap: "household", amount: 2_000_00, ...sourced }];
      document.rules = document.rules.filter((each) => each.rule !== "withinCaps");
    },
    ["rules", "withinCaps"],
    "Use the rule “The award, and everything that the household has had from the scheme, are not above the scheme’s caps.” (withinCaps): no path awards more than the scheme’s caps allow",
  ],
  [
    "a rule without one of its settings",
    "CRF",
    (document) => {
      delete rule(document, "oldEnough").parameters.minimumAge;
    },
    ["rules", 1, "parameters", "minimumAge"],
    "Enter a whole number from 0 to 120 for “Minimum age”",
  ],
  [
    "a setting that no rule has",
    "CRF",
    (document) => {
      rule(document, "oldEnough").parameters.maximumAge = 99;
    },
    ["rules", 1, "parameters", "maximumAge"],
    "Take “maximumAge” out: the rule has no such setting",
  ],
  [
    "a rule that asks for evidence that the scheme does not",
    "CRF",
    (document) => {
      document.evidence = without(document.evidence, "address");
    },
    ["rules", 0, "parameters", "shownBy"],
    "Select evidence that the scheme asks for, for “Evidence that shows it where a postcode does not”",
  ],
  [
    "a rule of one's own naming a field that does not exist",
    "CRF",
    ({ ownRules }) => {
      ownRules.push(ownRule([{ measure: "shoeSize", is: "atLeast", value: 3 }]));
    },
    ["ownRules", 0, "conditions", 0, "measure"],
    "Select what is measured: nothing is called “shoeSize”",
  ],
  [
    "a rule of one's own that compares a list with a number",
    "CRF",
    ({ ownRules }) => {
      ownRules.push(
        ownRule([
          { measure: "children", is: "atLeast", value: 3 },
          { measure: "benefits", is: "includes", value: 3 },
        ]),
      );
    },
    ["ownRules", 0, "conditions", 1, "value"],
    "Select an option from the list for the list of the household’s benefits",
  ],
  [
    "a rule of one's own without a condition",
    "CRF",
    ({ ownRules }) => {
      ownRules.push(ownRule([]));
    },
    ["ownRules", 0, "conditions"],
    "Add a condition",
  ],
  [
    "two rules of one's own with one name",
    "CRF",
    ({ ownRules }) => {
      const own = ownRule([{ measure: "children", is: "atLeast", value: 3 }]);
      ownRules.push(own, structuredClone(own));
    },
    ["ownRules", 1, "name"],
    "There are two rules called bigFamily. Give each a name of its own",
  ],
  [
    "other help twice",
    "CRF",
    ({ onwardHelp }) => {
      onwardHelp.push({ offer: "debtAdvice", joined: "all", conditions: [] });
    },
    ["onwardHelp", 7, "offer"],
    "This service is offered twice. Keep one, with every condition",
  ],
  [
    "other help for a need that does not exist",
    "CRF",
    ({ onwardHelp }) => {
      Object.assign(onwardHelp[2]?.conditions[0] ?? {}, { value: "caviar" });
    },
    ["onwardHelp", 2, "conditions", 0, "value"],
    "Select an option from the list for the list of what is needed",
  ],
  [
    "evidence twice",
    "CRF",
    ({ evidence }) => {
      Object.assign(evidence[1] ?? {}, { code: "address" });
    },
    ["evidence", 1, "code"],
    "The evidence address is there twice. Give each a code of its own",
  ],
  [
    "one alternative twice",
    "CRF",
    ({ evidence }) => {
      evidence[1]?.accepts.push("Payslip");
    },
    ["evidence", 1, "accepts", 4],
    "“Payslip” is accepted twice for “What money comes in”. Keep one",
  ],
];

test.each(badInput)("%s is refused with its place and how to mend it", (_, code, change, place, message) => {
  expect(problemsIn(documentLike(code, change))).toEqual([{ place, message }]);
});
