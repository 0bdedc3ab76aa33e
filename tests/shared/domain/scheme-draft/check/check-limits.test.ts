import { expect, test } from "vitest";
import { ownMatching } from "../../../../../shared/domain/scheme/scheme.ts";
import { type BadInput, documentLike, problemsIn, sourced } from "../../scheme/documents.ts";

const badInput: BadInput[] = [
  [
    "a look from more points than a join",
    "CRF",
    (document) => {
      document.matching = { ...ownMatching, certain: 90, possible: 91 };
    },
    ["matching", "possible"],
    "The points for a look, 91, are above those for a join, 90. Lower them, or raise the points for a join",
  ],
  [
    "a cap below a tariff",
    "HSF5",
    ({ caps }) => {
      caps.push({ cap: "award", amount: 139_99, ...sourced });
    },
    ["caps", 0, "amount"],
    "The cap on one award, £139.99, is below the tariff fuel. Raise the cap, or lower the tariff",
  ],
  [
    "a household's cap below the cap on an award",
    "CRF",
    ({ caps }) => {
      caps.push({ cap: "award", amount: 500_00, ...sourced }, { cap: "household", amount: 400_00, ...sourced });
    },
    ["caps", 1, "amount"],
    "The cap on one household in the whole scheme, £400, is below the cap on one award of £500. Raise it, or lower that",
  ],
  [
    "a cap twice",
    "CRF",
    ({ caps }) => {
      caps.push({ cap: "award", amount: 500_00, ...sourced }, { cap: "award", amount: 400_00, ...sourced });
    },
    ["caps", 1, "cap"],
    "There are two caps of this kind. Keep one",
  ],
  [
    "no row for the usual time",
    "CRF",
    (document) => {
      document.windows.shift();
    },
    ["windows"],
    "Add a row for “usual”: it says how often a household may be helped with every other need",
  ],
  [
    "two rows for the usual time",
    "CRF",
    ({ windows }) => {
      windows.push({ need: "usual", window: "scheme", awards: 2, ...sourced });
    },
    ["windows", 4, "need"],
    "There are two rows for every other need. Keep one",
  ],
  [
    "two rows for one need",
    "CRF",
    ({ windows }) => {
      windows.push({ need: "food", window: "scheme", awards: 2, ...sourced });
    },
    ["windows", 4, "need"],
    "There are two rows for “Food”. Keep one",
  ],
  [
    "a window without its months",
    "CRF",
    ({ windows }) => {
      delete windows[0]?.months;
    },
    ["windows", 0, "months"],
    "Enter how many months are counted for every other need",
  ],
  [
    "months where the whole scheme counts",
    "HSF5",
    ({ windows }) => {
      Object.assign(windows[0] ?? {}, { months: 2 });
    },
    ["windows", 0, "months"],
    "Leave out the months for every other need: the whole scheme is counted",
  ],
  [
    "fewer awards in the scheme than in a window",
    "HSF5",
    ({ windows }) => {
      Object.assign(windows[1] ?? {}, { awards: 4 });
    },
    ["windows", 1, "inScheme"],
    "The most in the whole scheme for “Gas, electricity or other heating” is below the awards in one window. Raise it, or lower those",
  ],
  [
    "an approver's limit below an assessor's",
    "CRF",
    ({ delegation }) => {
      Object.assign(delegation[1] ?? {}, { upTo: 1_999_99 });
    },
    ["delegation", 1, "upTo"],
    "An approver’s limit of £1,999.99 is below an assessor’s of £2,000. Raise it, or lower that",
  ],
  [
    "a limit for assessors alone",
    "CRF",
    (document) => {
      document.delegation = document.delegation.filter(({ role }) => role === "assessor");
    },
    ["delegation"],
    "Add a limit for an approver: without one, approvers may award nothing",
  ],
  [
    "two limits for one role",
    "CRF",
    ({ delegation }) => {
      delegation.push({ role: "approver", upTo: 20_000_00, ...sourced });
    },
    ["delegation", 3, "role"],
    "There are two limits for this role. Keep one",
  ],
  [
    "a deadline twice",
    "HSF7",
    ({ deadlines }) => {
      deadlines.push({ deadline: "support", days: 60, ...sourced });
    },
    ["deadlines", 1, "deadline"],
    "“The last day that support may reach a household” is there twice. Keep one",
  ],
];

test.each(badInput)("%s is refused with its place and how to mend it", (_, code, change, place, message) => {
  expect(problemsIn(documentLike(code, change))).toEqual([{ place, message }]);
});
