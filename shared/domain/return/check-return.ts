import { type Measure, measures, total } from "../axes.ts";
import { type Day, formatDay, isDay, londonDay } from "../dates.ts";
import { documentAmount } from "../document/document-values.ts";
import { emailAddress } from "../email.ts";
import type { Envelope } from "../ledger/envelope.ts";
import { formatToThePenny, parsePounds, pence } from "../money.ts";
import { categoryOf, type Scheme } from "../scheme/scheme.ts";
import { type CheckFailure, type Place, placeName } from "./check-failure.ts";
import { type ComputedReturn, type ComputedTable, cellInTable } from "./computed-return.ts";
import type { ReturnLayout, ReturnTable } from "./layout.ts";
import type { Window } from "./line-book.ts";
import type { PreparedReturn } from "./prepared-return.ts";
import { cellOfCategory, cellOfTotal, countsEveryLine } from "./return-place.ts";

/** All that the checks of a return look at. */
export type ReturnFacts = {
  readonly scheme: Scheme;
  readonly layout: ReturnLayout;
  readonly window: Window;
  readonly computed: ComputedReturn;
  readonly typed: Readonly<Record<string, string>>;
  /** The faults of single lines, found when the return was counted. */
  readonly found: readonly CheckFailure[];
  readonly granted: number;
  readonly envelopes: readonly Envelope[];
  /** Balances that differed from the ledger last night. */
  readonly differing: number;
  /** The newest published version of the scheme. */
  readonly newestVersion: number;
  /** The scheme's other returns. */
  readonly others: readonly Pick<PreparedReturn, "returnId" | "code" | "state" | "window">[];
};

type Finding = Omit<CheckFailure, "check">;
type Check = (facts: ReturnFacts) => readonly Finding[];

type Cut = { readonly table: ReturnTable; readonly cells: ComputedTable };

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const money = (amount: number) => formatToThePenny(pence(amount));
const figure = (measure: Measure, value: number) => (measure === "spend" ? money(value) : value.toLocaleString("en-GB"));
const named = (measure: Measure) => measures[measure].toLowerCase();

/** The tables that count every line, with their figures. */
const cutsOf = ({ layout, computed }: ReturnFacts): readonly Cut[] =>
  layout.tables.filter(countsEveryLine).flatMap((table) => {
    const cells = computed.tables.find(({ code }) => code === table.code);
    return cells ? [{ table, cells }] : [];
  });

const valueAt = ({ cells }: ComputedTable, row: string, column: string, measure: Measure): number | undefined =>
  cells[cellInTable({ row, column, measure })];

type CellOf = { readonly at: Required<Place>; readonly value: number };

/** The cells of a table in one measure. Where rows or columns are the measures, only those of the measure itself. */
const cellsOf = ({ table, cells }: Cut, measure: Measure): readonly CellOf[] =>
  cells.rows.flatMap(({ code: row }) =>
    cells.columns.flatMap(({ code: column }) => {
      const value = valueAt(cells, row, column, measure);
      return value === undefined ? [] : [{ at: { table: table.code, row, column, measure }, value }];
    }),
  );

const isInner = ({ table }: Cut, { at: { row, column } }: CellOf) =>
  (row !== total || table.rowsBy === "total") && (column !== total || table.columnsBy === "total");

/** The cells that add up to the table's total. */
const innerCells = (cut: Cut, measure: Measure) => cellsOf(cut, measure).filter((cell) => isInner(cut, cell));

const totalPlace = ({ table }: Cut, measure: Measure): Place => ({
  table: table.code,
  row: table.rowsBy === "measure" ? measure : total,
  column: table.columnsBy === "measure" ? measure : total,
  measure,
});

const added = ["spend", "volumes"] as const;

/** Administration is a strand of its own, and in no other table with what households got. */
const totalFor = ({ table }: Cut, measure: (typeof added)[number], { computed: { totals } }: ReturnFacts): number =>
  measure === "spend" && [table.rowsBy, table.columnsBy].includes("strand") ? totals.spend + totals.administration : totals[measure];

/** Every table cuts the same lines, so each adds up to the same total. */
const totalsAgree: Check = (facts) =>
  cutsOf(facts).flatMap((cut) =>
    added
      .filter((measure) => cut.table.measures.includes(measure))
      .flatMap((measure) => {
        const [is, shouldBe] = [sum(innerCells(cut, measure).map(({ value }) => value)), totalFor(cut, measure, facts)];
        const says = `The ${named(measure)} of this table add up to ${figure(measure, is)}, and those of the whole return to ${figure(measure, shouldBe)}. Prepare the return again; if they still differ, tell the people who run the service.`;
        return is === shouldBe ? [] : [{ at: totalPlace(cut, measure), says }];
      }),
  );

/** The rows and columns of totals show the sums that stand beside and above them. */
const totalRowsAgree: Check = (facts) =>
  cutsOf(facts).flatMap((cut) =>
    added.flatMap((measure) => {
      const inner = innerCells(cut, measure);
      return cellsOf(cut, measure)
        .filter((cell) => !isInner(cut, cell))
        .flatMap(({ at, value }) => {
          const inRow = at.row === total && cut.table.rowsBy !== "total" ? inner : inner.filter((cell) => cell.at.row === at.row);
          const its = at.column === total && cut.table.columnsBy !== "total" ? inRow : inRow.filter((cell) => cell.at.column === at.column);
          const shouldBe = sum(its.map((cell) => cell.value));
          const says = `The total is ${figure(measure, value)}, and its ${named(measure)} add up to ${figure(measure, shouldBe)}. Prepare the return again; if they still differ, tell the people who run the service.`;
          return value === shouldBe ? [] : [{ at, says }];
        });
    }),
  );

/** The same cell in another measure, which may stand in a table of its own. */
const beside = (facts: ReturnFacts, { table }: Cut, at: Required<Place>, measure: Measure): number | undefined => {
  const code = (by: ReturnTable["rowsBy"], own: string) => (by === "measure" ? measure : own);
  const other = cutsOf(facts).find(
    (cut) => cut.table.measures.includes(measure) && cut.table.rowsBy === table.rowsBy && cut.table.columnsBy === table.columnsBy,
  );
  return other && valueAt(other.cells, code(table.rowsBy, at.row), code(table.columnsBy, at.column), measure);
};

const correctIt = "Look at the cell’s awards, and correct the one that does not fit.";

const householdsInAll: Check = (facts) =>
  cutsOf(facts).flatMap((cut) =>
    cellsOf(cut, "households").flatMap(({ at, value }) => {
      const most = facts.computed.totals.households;
      const isTotal = cut.table.totals && placeName(at) === placeName(totalPlace(cut, "households"));
      if (isTotal && value !== most)
        return [{ at, says: `The total is ${value} households, and the whole return has ${most}. Prepare the return again.` }];
      return value > most ? [{ at, says: `It has ${value} households, and the whole return only ${most}. Prepare the return again.` }] : [];
    }),
  );

/** In a return of everything since the first day, nobody is helped without a payment. */
const householdsWithinVolumes: Check = (facts) =>
  facts.layout.cumulative
    ? cutsOf(facts).flatMap((cut) =>
        cellsOf(cut, "households").flatMap(({ at, value }) => {
          const volumes = beside(facts, cut, at, "volumes");
          if (volumes === undefined || value <= volumes) return [];
          return [
            {
              at,
              says: `It has ${value} households and only ${volumes} payments. Look at the cell’s awards, and correct the one without a payment.`,
            },
          ];
        }),
      )
    : [];

const nothingNegative: Check = (facts) =>
  facts.layout.cumulative
    ? cutsOf(facts).flatMap((cut) =>
        (Object.keys(measures) as Measure[]).flatMap((measure) =>
          cellsOf(cut, measure)
            .filter(({ value }) => value < 0)
            .map(({ at, value }) => ({
              at,
              says: `It is ${figure(measure, value)}: more came back than was ever given. Look at the cell’s awards, and correct the one that gave back too much.`,
            })),
        ),
      )
    : [];

/** Services are spent on nobody by name, so only rows of awards alone need a payment for their spend. */
const isOfAwards = ({ scheme }: ReturnFacts, { table }: Cut, { row }: Required<Place>): boolean =>
  table.rowsBy === "category" && categoryOf(scheme, row)?.pays === "awards";

const spendHasVolumes: Check = (facts) =>
  facts.layout.cumulative
    ? cutsOf(facts).flatMap((cut) =>
        cellsOf(cut, "spend").flatMap(({ at, value }) => {
          const volumes = beside(facts, cut, at, "volumes");
          if (volumes === undefined) return [];
          if (volumes > 0 && value <= 0) return [{ at, says: `It has ${volumes} payments and nothing spent. ${correctIt}` }];
          if (value > 0 && volumes <= 0 && isOfAwards(facts, cut, at))
            return [{ at, says: `It has ${money(value)} spent and no payment. ${correctIt}` }];
          return [];
        }),
      )
    : [];

const withinGrant: Check = ({ layout, computed: { totals }, granted }) => {
  const all = totals.spend + totals.administration;
  if (all <= granted) return [];
  const says = `Spend with administration is ${money(all)}, and the grant in the ledger is ${money(granted)}. Enter the rest of the grant, or correct what was spent.`;
  return [{ at: cellOfTotal(layout), says }];
};

const allocatedTo = ({ envelopes }: ReturnFacts, category: string) =>
  sum(envelopes.filter((envelope) => envelope.category === category).map(({ allocated }) => allocated));

/** No category spends more than all that its budgets were ever given. */
const withinBudgets: Check = (facts) => {
  const cut = cutsOf(facts).find(({ table }) => table.rowsBy === "category" || table.rowsBy === "strand");
  if (!cut) return [];
  return facts.scheme.categories.flatMap(({ code, label, pays }) => {
    if (pays === "administration") return [];
    const spent = sum(innerCells(cut, "spend").flatMap(({ at, value }) => (at.row === code ? [value] : [])));
    const allocated = allocatedTo(facts, code);
    if (spent <= allocated) return [];
    const says = `${label} has ${money(spent)} spent, and its budgets hold ${money(allocated)}. Move money to its budgets, or correct what was spent.`;
    return [{ at: cellOfCategory(facts.layout, code), says }];
  });
};

/** Help is never in a row that is not for households. */
const onlyCountedCategories: Check = (facts) =>
  cutsOf(facts)
    .filter(({ table }) => table.rowsBy === "category" || table.rowsBy === "strand")
    .flatMap((cut) =>
      innerCells(cut, "spend")
        .filter(({ at, value }) => value !== 0 && at.row !== total && categoryOf(facts.scheme, at.row)?.pays === undefined)
        .map(({ at, value }) => ({
          at,
          says: `It has ${money(value)} in a category that the scheme does not have. Correct the category of its awards, or the scheme.`,
        })),
    );

const administrationTables = ({ layout, computed }: ReturnFacts) =>
  layout.tables
    .filter(({ known, rowsBy, columnsBy }) => known && [rowsBy, columnsBy].includes("administration"))
    .flatMap((table) => {
      const cells = computed.tables.find(({ code }) => code === table.code);
      return cells ? [{ table, cells }] : [];
    });

const administrationAddsUp: Check = (facts) =>
  administrationTables(facts).flatMap((cut) => {
    const is = sum(
      cellsOf(cut, "spend")
        .filter((cell) => cell.at.row !== total || cut.table.rowsBy !== "administration")
        .map(({ value }) => value),
    );
    const shouldBe = facts.computed.totals.administration;
    if (is === shouldBe) return [];
    const says = `The lines of administration add up to ${money(is)}, and ${money(shouldBe)} was spent on administration. Give each spend on administration one of the scheme’s lines.`;
    return [{ at: totalPlace(cut, "spend"), says }];
  });

/** The share of administration is what finance has set aside for it in budgets. */
const administrationWithinShare: Check = (facts) => {
  const spent = facts.computed.totals.administration;
  const own = facts.scheme.categories.filter(({ pays }) => pays === "administration");
  const allocated = sum(own.map(({ code }) => allocatedTo(facts, code)));
  if (spent <= allocated) return [];
  const [cut] = administrationTables(facts);
  const at = cut ? totalPlace(cut, "spend") : cellOfTotal(facts.layout);
  return [
    {
      at,
      says: `Administration is ${money(spent)}, and its share in the budgets is ${money(allocated)}. Move money to that budget, or correct the spend.`,
    },
  ];
};

const verifyIt = "The council has not confirmed it. A scheme manager confirms it in a draft of the scheme, with its source.";

const verified: Check = ({ layout }) => [
  ...(layout.verified
    ? []
    : [{ at: { table: "returns", row: layout.code }, says: `The return’s days and layout are not verified. ${verifyIt}` }]),
  ...layout.tables
    .filter((table) => table.known && !table.verified)
    .map(({ code, title }) => ({ at: { table: code }, says: `The table “${title}” is not verified. ${verifyIt}` })),
  ...layout.administration
    .filter((line) => !line.verified && layout.tables.some(({ known, rowsBy }) => known && rowsBy === "administration"))
    .map(({ code, label }) => ({ at: { table: "administration", row: code }, says: `The line “${label}” is not verified. ${verifyIt}` })),
];

const allKnown: Check = ({ layout }) =>
  layout.tables
    .filter(({ known }) => !known)
    .map(({ code, title }) => ({
      at: { table: code },
      says: `The rows and columns of “${title}” are not known. A scheme manager adds them in a draft of the scheme, or takes the table out.`,
    }));

/** A field's place in what finance typed. */
export const typedKey = ({ table, code }: { readonly table: string; readonly code: string }): string => `${table}.${code}`;

const kindFaults = {
  text: () => undefined,
  longText: () => undefined,
  email: (value: string) => (emailAddress.safeParse(value).success ? undefined : "is not an email address"),
  day: (value: string) => (isDay(value) ? undefined : "is not a day"),
  amount: (value: string) => (parsePounds(value, documentAmount.most).kind === "pounds" ? undefined : "is not an amount in pounds"),
} as const;

const typedInFull: Check = ({ layout, typed }) =>
  layout.fields.flatMap((field) => {
    const value = typed[typedKey(field)] ?? "";
    const at = { table: field.table, row: field.code };
    if (value === "") return field.required ? [{ at, says: `“${field.label}” is empty. Type it on this return.` }] : [];
    const fault = kindFaults[field.kind](value);
    return fault === undefined ? [] : [{ at, says: `“${field.label}” ${fault}. Type it again on this return.` }];
  });

const daysPlace = ({ layout }: ReturnFacts): Place => ({ table: "returns", row: layout.code });
const daysInWords = ({ from, to }: { readonly from: Day; readonly to: Day }) => `${formatDay(from)} to ${formatDay(to)}`;

const withinScheme: Check = (facts) => {
  const { window, scheme } = facts;
  if (window.from >= scheme.about.start && window.to <= scheme.about.end) return [];
  const says = `The return covers ${daysInWords(window)}, and the scheme ran from ${daysInWords({ from: scheme.about.start, to: scheme.about.end })}. Its days straddle two schemes: prepare a return for each.`;
  return [{ at: daysPlace(facts), says }];
};

const asInDocument: Check = (facts) => {
  const { window, layout } = facts;
  if (window.from === layout.from && window.to === layout.to) return [];
  const says = `The return covers ${daysInWords(window)}, and the scheme asks for ${daysInWords(layout)}. Prepare it for those days, or have the scheme’s days corrected.`;
  return [{ at: daysPlace(facts), says }];
};

/** A plan has no figures of the ledger, so it does not wait for its days. */
const periodIsOver: Check = (facts) => {
  const { window, layout } = facts;
  if (layout.tables.every(({ measures: counted }) => counted.length === 0)) return [];
  if (londonDay(new Date(window.asOf)) > window.to) return [];
  return [
    {
      at: daysPlace(facts),
      says: `The last day is ${formatDay(window.to)}, and it was not over when the return was counted. Prepare it again after that day.`,
    },
  ];
};

const schemeUnchanged: Check = (facts) => {
  if (facts.newestVersion <= facts.computed.schemeVersion) return [];
  const says = `The return was counted by version ${facts.computed.schemeVersion} of the scheme, and version ${facts.newestVersion} has been published since. Prepare the return again.`;
  return [{ at: daysPlace(facts), says }];
};

const booksAgree: Check = ({ layout, differing }) =>
  differing === 0
    ? []
    : [
        {
          at: cellOfTotal(layout),
          says: `Last night ${differing} balances differed from the ledger. The people who run the service mend that first; then prepare the return again.`,
        },
      ];

/** Two returns of single periods would tell the same day twice. */
const noDayTwice: Check = (facts) => {
  const { layout, window, others } = facts;
  if (layout.cumulative) return [];
  const same = (other: Window) => other.from === window.from && other.to === window.to;
  return others
    .filter(({ code, state }) => code === layout.code && state === "filed")
    .filter((other) => !same(other.window) && other.window.from <= window.to && window.from <= other.window.to)
    .map((other) => ({
      at: daysPlace(facts),
      says: `A return for ${daysInWords(other.window)} is filed already, so some days would be told twice. Prepare one that starts after it.`,
    }));
};

const checks = {
  totalsAgree,
  totalRowsAgree,
  householdsInAll,
  householdsWithinVolumes,
  nothingNegative,
  spendHasVolumes,
  withinGrant,
  withinBudgets,
  onlyCountedCategories,
  administrationAddsUp,
  administrationWithinShare,
  verified,
  allKnown,
  typedInFull,
  withinScheme,
  asInDocument,
  periodIsOver,
  schemeUnchanged,
  booksAgree,
  noDayTwice,
} as const satisfies Record<string, Check>;

/** Every fault of a return, each at its cell. None means that it may be certified. */
export const checkReturn = (facts: ReturnFacts): readonly CheckFailure[] => [
  ...Object.entries<Check>(checks).flatMap(([check, find]) => find(facts).map((finding) => ({ check, ...finding }))),
  ...facts.found,
];
