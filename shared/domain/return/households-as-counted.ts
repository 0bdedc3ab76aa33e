import type { CountedLine } from "./counted-line.ts";
import type { HouseholdsTold, LineBook, Window } from "./line-book.ts";

type Told = { readonly at: string; readonly entryId: string } & (
  | { readonly kind: "together"; readonly households: readonly string[] }
  | HouseholdsTold
);

const inOrder = (a: Told, b: Told): number => (a.at === b.at ? (a.entryId < b.entryId ? -1 : 1) : a.at < b.at ? -1 : 1);

/**
 * Names the household with which a line counts, as of an instant: joined households have one name. A join that was told later
 * does not count, so the same instant gives the same households for ever.
 */
export const householdsAsCounted = ({ lines, joins }: Pick<LineBook, "lines" | "joins">, { asOf }: Pick<Window, "asOf">) => {
  const groups = new Map<string, ReadonlySet<string>>();
  const groupOf = (household: string): ReadonlySet<string> => groups.get(household) ?? new Set([household]);
  const countTogether = (households: Iterable<string>) => {
    const together = new Set([...households].flatMap((household) => [...groupOf(household)]));
    for (const household of together) groups.set(household, together);
  };
  const countApart = (part: ReadonlySet<string>) => {
    for (const household of part) {
      const left = new Set([...groupOf(household)].filter((other) => !part.has(other)));
      for (const other of left) groups.set(other, left);
    }
    for (const household of part) groups.set(household, part);
  };
  const moved = new Map<string, string>();
  const told: Told[] = [...joins, ...togetherIn(lines)];
  for (const one of told.filter(({ at }) => at <= asOf).sort(inOrder)) {
    if (one.kind === "together") countTogether(one.households);
    else if (one.kind === "awardMoved") moved.set(one.awardId, one.to);
    else if (one.kind === "join") countTogether([...(one.groups?.kept ?? [one.kept]), ...(one.groups?.part ?? [one.part])]);
    else countApart(new Set(one.groups?.part ?? [one.part]));
  }
  const names = new Map<ReadonlySet<string>, string>();
  const nameOf = (group: ReadonlySet<string>): string => {
    const known = names.get(group) ?? [...group].sort()[0] ?? "";
    names.set(group, known);
    return known;
  };
  return ({ awardId, householdId }: Pick<CountedLine, "awardId" | "householdId">): string => {
    const own = moved.get(awardId) ?? householdId;
    const group = groups.get(own);
    return group ? nameOf(group) : own;
  };
};

/** Households that were one before the book began are known from the awards that they had since. */
function* togetherIn(lines: Iterable<CountedLine>): Iterable<Told> {
  for (const { together, moves } of lines) {
    const [opened] = moves;
    if (together && together.length > 1 && opened) yield { kind: "together", at: opened.at, entryId: opened.entryId, households: together };
  }
}
