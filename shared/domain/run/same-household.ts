import type { CohortRow } from "./cohort-row.ts";
import type { ListedRow } from "./read-cohort.ts";
import type { RowOutcome } from "./row-outcome.ts";

export type MarkedRow = ListedRow & { readonly mark?: { readonly personHash: string; readonly addressHash: string } };

export type RowToDecide = {
  readonly row: number;
  readonly read: CohortRow;
  readonly mark: { readonly personHash: string; readonly addressHash: string };
};

export type Sorted = { readonly toDecide: readonly RowToDecide[]; readonly outcomes: readonly RowOutcome[] };

const inOrder = (content: CohortRow): string => JSON.stringify(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Name and address count by their hashes, so two ways of typing one address are one content. */
const contentOf = ({ read, mark, row }: MarkedRow): string => {
  if (!read) return `unread ${row}`;
  const { name: _name, address: _address, ...said } = read;
  return `${mark?.personHash} ${mark?.addressHash} ${inOrder(said as CohortRow)}`;
};

const isRead = (row: MarkedRow): row is MarkedRow & RowToDecide => row.read !== undefined && row.mark !== undefined;

const reasons = {
  atTwoAddresses: "The list has this person at more than one address",
  severalAtOneAddress: "The list has several people at this address: see whether they are one household",
  saidDifferently: "The list says different things about this household",
} as const;

/** Rows about one person, or at one address. */
type Group = { readonly rows: readonly number[]; readonly people: number; readonly addresses: number; readonly contents: number };

const groupsOf = (rows: readonly MarkedRow[], key: "personHash" | "addressHash"): ReadonlyMap<string, Group> => {
  const marked = rows.filter(({ mark }) => mark);
  const distinct = (of: readonly MarkedRow[], value: (row: MarkedRow) => string | undefined) => new Set(of.map(value)).size;
  return new Map(
    [...Map.groupBy(marked, ({ mark }) => mark?.[key] ?? "")].map(([hash, of]) => [
      hash,
      {
        rows: of.map(({ row }) => row),
        people: distinct(of, ({ mark }) => mark?.personHash),
        addresses: distinct(of, ({ mark }) => mark?.addressHash),
        contents: distinct(of, contentOf),
      },
    ]),
  );
};

const rowsShown = 10;
const namedRows = ({ rows }: Group): string => {
  const first = rows.toSorted((a, b) => a - b).slice(0, rowsShown);
  return `rows ${first.join(", ")}${rows.length > rowsShown ? ` and ${rows.length - rowsShown} more` : ""}`;
};

const setAsideFor = (samePerson: Group | undefined, sameAddress: Group | undefined): string | undefined => {
  if (samePerson && samePerson.addresses > 1) return `${reasons.atTwoAddresses} (${namedRows(samePerson)})`;
  if (sameAddress && sameAddress.people > 1) return `${reasons.severalAtOneAddress} (${namedRows(sameAddress)})`;
  return samePerson && samePerson.contents > 1 ? `${reasons.saidDifferently} (${namedRows(samePerson)})` : undefined;
};

/**
 * Finds rows about one household. Alike in everything, they are one award; otherwise a person looks at all of them, so that
 * the outcome never depends on which comes first.
 */
export const sortRows = (rows: readonly MarkedRow[]): Sorted => {
  const [byPerson, byAddress] = [groupsOf(rows, "personHash"), groupsOf(rows, "addressHash")];
  const firstOfContent = new Map<string, number>();
  const toDecide: RowToDecide[] = [];
  const outcomes = rows.flatMap((own): RowOutcome[] => {
    const { row, reference } = own;
    if (!isRead(own)) return [{ row, reference, kind: "unreadable", because: own.problems.join("; ") }];
    const because = setAsideFor(byPerson.get(own.mark.personHash), byAddress.get(own.mark.addressHash));
    if (because) return [{ row, reference, kind: "setAside", because }];
    const content = contentOf(own);
    const first = firstOfContent.get(content);
    if (first !== undefined) return [{ row, reference, kind: "repeated", because: `The same as row ${first}` }];
    firstOfContent.set(content, row);
    toDecide.push({ row, read: own.read, mark: own.mark });
    return [];
  });
  return { toDecide, outcomes };
};
