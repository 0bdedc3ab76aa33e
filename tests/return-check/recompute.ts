/**
 * Recomputes a return from its scheme's exported entries and its document, to be compared with what the service computed.
 * It imports nothing of the service, and works in another way: cell by cell, each from all entries.
 */

export type Entry = {
  readonly entryId: string;
  readonly kind: string;
  readonly category: string;
  readonly pot: string;
  readonly amount: number;
  readonly from: string;
  readonly to: string;
  readonly at: string;
  readonly change?: string;
  readonly administration?: string;
  readonly award?: {
    readonly awardId: string;
    readonly householdId: string;
    readonly line: number;
    readonly delivery?: string;
    readonly cuts?: { readonly composition: readonly string[]; readonly route: string };
    readonly together?: readonly string[];
  };
  readonly households?: {
    readonly kept: string;
    readonly part: string;
    readonly groups?: { readonly kept: readonly string[]; readonly part: readonly string[] };
  };
  readonly moved?: { readonly awardId: string; readonly to: string };
};

type Table = {
  readonly returns: readonly string[];
  readonly code: string;
  readonly known: boolean;
  readonly rowsBy: string;
  readonly columnsBy: string;
  readonly measures: readonly string[];
  readonly precedence?: string;
  readonly totals: boolean;
};

export type Document = {
  readonly categories: readonly { readonly code: string; readonly pays: string }[];
  readonly returns: readonly { readonly code: string; readonly counts: string }[];
  readonly returnTables: readonly Table[];
  readonly administration: readonly { readonly code: string }[];
  readonly contributions: readonly { readonly code: string; readonly from: readonly string[]; readonly to: string }[];
  readonly purposes?: readonly { readonly code: string }[];
};

export type Days = { readonly from: string; readonly to: string; readonly asOf: string };

/** "TABLE.row.column.measure" and its figure. */
export type Figures = Readonly<Record<string, number>>;

const london = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/London" });
const dayOf = (at: string): string => london.format(new Date(at));

type Dated = Entry & { readonly day: string };

type Line = {
  readonly awardId: string;
  readonly householdId: string;
  readonly category: string;
  readonly pot: string;
  readonly delivery: string;
  readonly route: string;
  readonly composition: readonly string[] | undefined;
  readonly moves: readonly { readonly day: string; readonly amount: number }[];
};

const unrecorded = "NOT_RECORDED";
const everything = "TOTAL";

const inBucket = (entry: Entry, bucket: string): number =>
  (entry.to === bucket ? entry.amount : 0) - (entry.from === bucket ? entry.amount : 0);

const linesOf = (entries: readonly Dated[], counts: string): readonly Line[] => {
  const groups = Object.groupBy(
    entries.filter(({ award }) => award !== undefined),
    ({ award }) => `${award?.awardId}/${award?.line}`,
  );
  return Object.values(groups).flatMap((own = []) => {
    const opening = own.find(({ kind }) => kind === "award" || kind === "reservation");
    if (!opening?.award) return [];
    const { award, category, pot } = opening;
    return [
      {
        awardId: award.awardId,
        householdId: award.householdId,
        category,
        pot,
        delivery: award.delivery ?? unrecorded,
        route: award.cuts?.route ?? unrecorded,
        composition: award.cuts?.composition,
        moves: own.map((entry) => ({
          day: entry.day,
          amount: inBucket(entry, "paid") + (counts === "committed" ? inBucket(entry, "committed") : 0),
        })),
      },
    ];
  });
};

/** The last entry that names a household says with whom it counts. */
const groupsIn = (entries: readonly Entry[]): ((householdId: string) => string) => {
  const namings = entries
    .flatMap((entry): { at: string; entryId: string; group: readonly string[] }[] => {
      const { at, entryId, award, households, kind } = entry;
      if (award && (kind === "award" || kind === "reservation") && award.cuts)
        return [{ at, entryId, group: award.together ?? [award.householdId] }];
      if (!households || (kind !== "join" && kind !== "split")) return [];
      const { kept, part } = households.groups ?? { kept: [households.kept], part: [households.part] };
      return kind === "join" ? [{ at, entryId, group: [...kept, ...part] }] : [kept, part].map((group) => ({ at, entryId, group }));
    })
    .toSorted((one, other) => (`${one.at} ${one.entryId}` < `${other.at} ${other.entryId}` ? -1 : 1));
  const last = new Map<string, number>();
  for (const [index, { group }] of namings.entries()) for (const householdId of group) last.set(householdId, index);
  return (householdId) => {
    const index = last.get(householdId);
    return index === undefined ? householdId : `group ${index}`;
  };
};

type Heads = { readonly document: Document; readonly days: Days };

const monthsIn = ({ from, to }: Days): string[] => {
  const months: string[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1)
    for (let month = 1; month <= 12; month += 1) months.push(`${year}-${String(month).padStart(2, "0")}`);
  return months.filter((month) => month >= from.slice(0, 7) && month <= to.slice(0, 7));
};

const cutting = ["category", "strand", "composition", "delivery", "route", "month", "purpose"];

const headsOf = (axis: string, table: Table, { document, days }: Heads): string[] => {
  const listed: Record<string, () => string[]> = {
    total: () => [everything],
    measure: () => [...table.measures],
    category: () => document.categories.filter(({ pays }) => pays !== "administration").map(({ code }) => code),
    strand: () => document.categories.map(({ code }) => code),
    composition: () => ["CHILDREN", "PENSIONER", "DISABLED", "OTHER", unrecorded],
    delivery: () => ["VOUCHER", "CASH", "THIRD_PARTY", "TANGIBLE", "OTHER", unrecorded],
    route: () => ["APPLICATION", "PROACTIVE", "OTHER", unrecorded],
    month: () => monthsIn(days),
    administration: () => document.administration.map(({ code }) => code),
    contribution: () => document.contributions.map(({ code }) => code),
    purpose: () => [...(document.purposes ?? []).map(({ code }) => code), "CORE"],
    typed: () => [],
  };
  const heads = listed[axis]?.() ?? [];
  return table.totals && cutting.includes(axis) ? [...heads, everything] : heads;
};

const reportedAs = (composition: readonly string[] | undefined, precedence = "DISABLED_PENSIONER_CHILDREN"): string => {
  if (!composition) return unrecorded;
  return precedence.split("_").find((code) => composition.includes(code)) ?? "OTHER";
};

const purposeOf = (pot: string): string => (pot.startsWith("purpose-") ? pot.slice("purpose-".length) : "CORE");

const lineStands = (line: Line, axis: string, head: string, table: Table): boolean => {
  if (head === everything || axis === "measure" || axis === "month") return axis !== "administration" && axis !== "contribution";
  const codes: Record<string, string> = {
    category: line.category,
    strand: line.category,
    composition: reportedAs(line.composition, table.precedence),
    delivery: line.delivery,
    route: line.route,
    purpose: purposeOf(line.pot),
  };
  return codes[axis] === head;
};

const serviceStands = (entry: Entry, axis: string, head: string): boolean => {
  if (head === everything || axis === "measure" || axis === "month") return true;
  const codes: Record<string, string> = {
    category: entry.category,
    strand: entry.category,
    composition: unrecorded,
    delivery: "OTHER",
    route: "OTHER",
    purpose: purposeOf(entry.pot),
  };
  return codes[axis] === head;
};

const spentIn = ({ kind, amount }: Entry): number => {
  if (kind === "spend") return amount;
  return kind === "spendBack" ? -amount : 0;
};

/** Where a row or a column is a month, the cell is of that month alone. */
const daysOf = (table: Table, row: string, column: string, days: Days): Pick<Days, "from" | "to"> => {
  const month = [table.rowsBy === "month" ? row : everything, table.columnsBy === "month" ? column : everything].find(
    (head) => head !== everything,
  );
  if (month === undefined) return days;
  const [first, last] = [`${month}-01`, `${month}-31`];
  return { from: first > days.from ? first : days.from, to: last < days.to ? last : days.to };
};

const standsBy = (line: Line, isCounted: (day: string) => boolean): number =>
  line.moves.filter(({ day }) => isCounted(day)).reduce((sum, { amount }) => sum + amount, 0);

const contributed = (entries: readonly Entry[], { from, to }: Document["contributions"][number]): number => {
  const outs = entries.filter(({ kind }) => kind === "transferOut");
  let sum = 0;
  for (const into of entries.filter(({ kind, change }) => kind === "transferIn" && change !== undefined)) {
    const out = outs.find(({ change }) => change === into.change);
    if (!out) continue;
    if (into.category === to && from.includes(out.category)) sum += into.amount;
    if (out.category === to && from.includes(into.category)) sum -= out.amount;
  }
  return sum;
};

export const recompute = (entries: readonly Entry[], document: Document, code: string, days: Days): Figures => {
  const known = entries.filter(({ at }) => at <= days.asOf).map((entry): Dated => ({ ...entry, day: dayOf(entry.at) }));
  const asked = document.returns.find((one) => one.code === code);
  const lines = linesOf(known, asked?.counts ?? "paid");
  const groupOf = groupsIn(known);
  const moved = known.filter((entry) => entry.moved !== undefined).toSorted((one, other) => (one.at < other.at ? -1 : 1));
  const holderOf = (line: Line): string => moved.findLast(({ moved: of }) => of?.awardId === line.awardId)?.moved?.to ?? line.householdId;
  const figures: Record<string, number> = {};

  for (const table of document.returnTables.filter(
    ({ returns, known: isKnown }) => isKnown && (returns.includes(code) || returns.includes("every")),
  )) {
    for (const row of headsOf(table.rowsBy, table, { document, days })) {
      for (const column of headsOf(table.columnsBy, table, { document, days })) {
        const { from, to } = daysOf(table, row, column, days);
        const isIn = ({ day }: Dated) => day >= from && day <= to;
        const axes = [table.rowsBy, table.columnsBy];
        let spend = 0;
        let volumes = 0;
        const households = new Set<string>();
        if (axes.includes("administration")) {
          const line = table.rowsBy === "administration" ? row : column;
          for (const entry of known) if (entry.administration === line && isIn(entry)) spend += spentIn(entry);
        } else if (axes.includes("contribution")) {
          const contribution = document.contributions.find((one) => one.code === (table.rowsBy === "contribution" ? row : column));
          if (contribution) spend = contributed(known.filter(isIn), contribution);
        } else {
          for (const line of lines) {
            if (!lineStands(line, table.rowsBy, row, table) || !lineStands(line, table.columnsBy, column, table)) continue;
            const before = standsBy(line, (day) => day < from);
            const after = standsBy(line, (day) => day <= to);
            spend += after - before;
            if (after > 0 && before <= 0) {
              volumes += 1;
              households.add(groupOf(holderOf(line)));
            }
            if (after <= 0 && before > 0) volumes -= 1;
          }
          for (const entry of known)
            if (isIn(entry) && (entry.administration === undefined || axes.includes("strand")))
              if (serviceStands(entry, table.rowsBy, row) && serviceStands(entry, table.columnsBy, column)) spend += spentIn(entry);
        }
        const counted: Record<string, number> = { spend, volumes, households: households.size };
        for (const measure of table.measures) {
          if (table.rowsBy === "measure" && row !== measure) continue;
          if (table.columnsBy === "measure" && column !== measure) continue;
          figures[`${table.code}.${row}.${column}.${measure}`] = counted[measure] ?? 0;
        }
      }
    }
  }
  return figures;
};

export type FigureDiffers = { readonly cell: string; readonly service: number | undefined; readonly recomputed: number | undefined };

/** Every cell of either side that is not the same on both. */
export const compareFigures = (service: Figures, recomputed: Figures): readonly FigureDiffers[] =>
  [...new Set([...Object.keys(service), ...Object.keys(recomputed)])]
    .filter((cell) => service[cell] !== recomputed[cell])
    .map((cell) => ({ cell, service: service[cell], recomputed: recomputed[cell] }));
