import { type DocumentProblem, repeatsIn } from "../../document/document-problem.ts";
import { formatPounds } from "../../money.ts";
import { needs } from "../../needs.ts";
import { capOf, deadlines, type deciders, caps as namesOfCaps, type Scheme, type WindowRule } from "../../scheme/scheme.ts";
import { highestOf, tariffNames } from "../../scheme/tariff.ts";

const windowNeed = ({ need }: WindowRule) => (need === "usual" ? "every other need" : `“${needs[need]}”`);

const windowProblems = ({ windows }: Scheme): DocumentProblem[] => [
  ...repeatsIn(windows.map(({ need }) => need)).map((index) => ({
    place: ["windows", index, "need"],
    message: `There are two rows for ${windowNeed(windows[index] as WindowRule)}. Keep one`,
  })),
  ...(windows.some(({ need }) => need === "usual")
    ? []
    : [{ place: ["windows"], message: "Add a row for “usual”: it says how often a household may be helped with every other need" }]),
  ...windows.flatMap((row, index): DocumentProblem[] => {
    const problems: DocumentProblem[] = [];
    if (row.window !== "scheme" && row.months === undefined)
      problems.push({ place: ["windows", index, "months"], message: `Enter how many months are counted for ${windowNeed(row)}` });
    if (row.window === "scheme" && row.months !== undefined)
      problems.push({
        place: ["windows", index, "months"],
        message: `Leave out the months for ${windowNeed(row)}: the whole scheme is counted`,
      });
    if (row.inScheme !== undefined && row.inScheme < row.awards)
      problems.push({
        place: ["windows", index, "inScheme"],
        message: `The most in the whole scheme for ${windowNeed(row)} is below the awards in one window. Raise it, or lower those`,
      });
    return problems;
  }),
];

const tariffAbove = ({ tariffs }: Scheme, cap: number) => tariffNames(tariffs).find((tariff) => (highestOf(tariffs, tariff) ?? 0) > cap);

const capProblems = (scheme: Scheme): DocumentProblem[] => [
  ...repeatsIn(scheme.caps.map(({ cap }) => cap)).map((index) => ({
    place: ["caps", index, "cap"],
    message: "There are two caps of this kind. Keep one",
  })),
  ...scheme.caps.flatMap(({ cap, amount }, index): DocumentProblem[] => {
    const named = `The cap on ${namesOfCaps[cap].toLowerCase()}, ${formatPounds(amount)},`;
    const place = ["caps", index, "amount"];
    const tariff = tariffAbove(scheme, amount);
    if (tariff !== undefined) return [{ place, message: `${named} is below the tariff ${tariff}. Raise the cap, or lower the tariff` }];
    const award = capOf(scheme, "award");
    return cap === "household" && award !== undefined && amount < award
      ? [{ place, message: `${named} is below the cap on one award of ${formatPounds(award)}. Raise it, or lower that` }]
      : [];
  }),
];

const delegationProblems = ({ delegation }: Scheme): DocumentProblem[] => {
  const limit = (of: keyof typeof deciders) => delegation.find(({ role }) => role === of)?.upTo;
  const [assessor, approver] = [limit("assessor"), limit("approver")];
  return [
    ...repeatsIn(delegation.map(({ role }) => role)).map((index) => ({
      place: ["delegation", index, "role"],
      message: "There are two limits for this role. Keep one",
    })),
    ...(assessor !== undefined && approver === undefined
      ? [{ place: ["delegation"], message: "Add a limit for an approver: without one, approvers may award nothing" }]
      : []),
    ...(assessor !== undefined && approver !== undefined && approver < assessor
      ? [
          {
            place: ["delegation", delegation.findIndex(({ role }) => role === "approver"), "upTo"],
            message: `An approver’s limit of ${formatPounds(approver)} is below an assessor’s of ${formatPounds(assessor)}. Raise it, or lower that`,
          },
        ]
      : []),
  ];
};

const togetherProblems = ({ limitsTogether, delegation }: Scheme): DocumentProblem[] => [
  ...repeatsIn(limitsTogether.map(({ role, counts, over }) => `${role} ${counts} ${over}`)).map((index) => ({
    place: ["limitsTogether", index, "over"],
    message: "There are two limits of this kind for this role. Keep one",
  })),
  ...limitsTogether.flatMap(({ role, counts, over, upTo }, index): DocumentProblem[] => {
    const place = ["limitsTogether", index, "upTo"];
    const one = delegation.find((limit) => limit.role === role)?.upTo;
    if (one !== undefined && upTo < one)
      return [
        {
          place,
          message: `${formatPounds(upTo)} together is below the limit of ${formatPounds(one)} for one award. Raise it, or lower that`,
        },
      ];
    const approver = limitsTogether.find((other) => other.role === "approver" && other.counts === counts && other.over === over)?.upTo;
    return role === "assessor" && approver !== undefined && approver < upTo
      ? [
          {
            place,
            message: `An assessor’s limit of ${formatPounds(upTo)} is above an approver’s of ${formatPounds(approver)}. Lower it, or raise that`,
          },
        ]
      : [];
  }),
];

const deadlineProblems = (scheme: Scheme): DocumentProblem[] =>
  repeatsIn(scheme.deadlines.map(({ deadline }) => deadline)).map((index) => ({
    place: ["deadlines", index, "deadline"],
    message: `“${deadlines[scheme.deadlines[index]?.deadline ?? "support"]}” is there twice. Keep one`,
  }));

const matchingProblems = ({ matching: { certain, possible } }: Scheme): DocumentProblem[] =>
  possible > certain
    ? [
        {
          place: ["matching", "possible"],
          message: `The points for a look, ${possible}, are above those for a join, ${certain}. Lower them, or raise the points for a join`,
        },
      ]
    : [];

export const checkLimits = (scheme: Scheme): DocumentProblem[] => [
  ...windowProblems(scheme),
  ...capProblems(scheme),
  ...delegationProblems(scheme),
  ...togetherProblems(scheme),
  ...deadlineProblems(scheme),
  ...matchingProblems(scheme),
];
