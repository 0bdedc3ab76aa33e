import { addDays, formatDay } from "../../dates.ts";
import { type DocumentProblem, repeatsIn } from "../../document/document-problem.ts";
import { payingCategories, type Scheme } from "../../scheme/scheme.ts";

const ownPeriod = ({ about: { start, end, startsOn } }: Scheme): DocumentProblem[] => {
  if (end < start)
    return [{ place: ["about", "end"], message: "The scheme ends before it starts. Enter a last day that is not before the first" }];
  if (startsOn < start)
    return [
      {
        place: ["about", "startsOn"],
        message: `This version starts before the scheme does. Enter ${formatDay(start)} or a later day`,
      },
    ];
  return startsOn > end
    ? [
        {
          place: ["about", "startsOn"],
          message: `This version starts after the scheme has ended. Enter ${formatDay(end)} or an earlier day`,
        },
      ]
    : [];
};

const yearProblems = ({ about, subYears }: Scheme): DocumentProblem[] => {
  const inOrder = subYears.map((year, index) => ({ ...year, index })).sort((a, b) => a.start.localeCompare(b.start));
  return [
    ...repeatsIn(subYears.map(({ code }) => code)).map((index) => ({
      place: ["subYears", index, "code"],
      message: `The year ${subYears[index]?.code} is there twice. Give each year a name of its own`,
    })),
    ...inOrder.flatMap(({ code, start, end, index }, at): DocumentProblem[] => {
      if (end < start)
        return [
          {
            place: ["subYears", index, "end"],
            message: `The year ${code} ends before it starts. Enter a last day that is not before the first`,
          },
        ];
      const before = inOrder[at - 1];
      const due = before ? addDays(before.end, 1) : about.start;
      if (start === due) return [];
      const message =
        start > due
          ? `There is a gap before the year ${code}. Start it on ${formatDay(due)}`
          : before
            ? `The year ${code} overlaps the year ${before.code}. Start it on ${formatDay(due)}`
            : `The year ${code} starts before the scheme does. Start it on ${formatDay(due)}`;
      return [{ place: ["subYears", index, "start"], message }];
    }),
    ...inOrder.slice(-1).flatMap(({ code, end, index }) =>
      end === about.end
        ? []
        : [
            {
              place: ["subYears", index, "end"],
              message: `The year ${code} is the last, so end it with the scheme on ${formatDay(about.end)}`,
            },
          ],
    ),
  ];
};

const returnProblems = ({ about, returns }: Scheme): DocumentProblem[] => [
  ...repeatsIn(returns.map(({ name }) => name)).map((index) => ({
    place: ["returns", index, "name"],
    message: `The return “${returns[index]?.name}” is there twice. Give each return a name of its own`,
  })),
  ...returns.flatMap(({ name, from, to }, index): DocumentProblem[] => {
    if (to < from)
      return [{ place: ["returns", index, "to"], message: `“${name}” covers no day. Enter a last day that is not before the first` }];
    if (from < about.start)
      return [
        { place: ["returns", index, "from"], message: `“${name}” covers days before the scheme. Enter ${formatDay(about.start)} or later` },
      ];
    return to > about.end
      ? [{ place: ["returns", index, "to"], message: `“${name}” covers days after the scheme. Enter ${formatDay(about.end)} or earlier` }]
      : [];
  }),
];

const pacingProblems = (scheme: Scheme): DocumentProblem[] => [
  ...(scheme.pacing.length > 0 && !scheme.about.start.endsWith("-01")
    ? [{ place: ["about", "start"], message: "Money by period needs a scheme that starts on the first day of a month" }]
    : []),
  ...repeatsIn(scheme.pacing.map(({ category }) => category)).map((index) => ({
    place: ["pacing", index, "category"],
    message: "This category has its period twice. Take one of them out",
  })),
  ...scheme.pacing.flatMap(({ category }, index) =>
    payingCategories(scheme).some(({ code }) => code === category)
      ? []
      : [{ place: ["pacing", index, "category"], message: "Select a category that awards are paid from" }],
  ),
];

export const checkPeriods = (scheme: Scheme): DocumentProblem[] => {
  const own = ownPeriod(scheme);
  // Years and returns lie within the scheme's period, so check them once it is right.
  return own.length > 0 ? own : [...yearProblems(scheme), ...returnProblems(scheme), ...pacingProblems(scheme)];
};
