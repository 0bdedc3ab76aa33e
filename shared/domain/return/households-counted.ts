import type { CountedLine } from "./counted-line.ts";
import type { HouseholdsTold, LineBook } from "./line-book.ts";

/** Names the group of a household, the same for all that count as one. */
export type GroupOf = (householdId: string) => string;

type Event = {
  readonly at: string;
  readonly entryId: string;
  /** Each list is a whole group from then on. */
  readonly groups: readonly (readonly string[])[];
  /** Of earlier entries only the two names are known: what had been joined to either goes with it. */
  readonly only?: { readonly kind: "join" | "split"; readonly kept: string; readonly part: string };
};

const eventOf = (told: HouseholdsTold): Event | undefined => {
  if (told.kind === "awardMoved") return undefined;
  const { at, entryId, kind, kept, part, groups } = told;
  if (!groups) return { at, entryId, groups: [], only: { kind, kept, part } };
  return { at, entryId, groups: kind === "join" ? [[...groups.kept, ...groups.part]] : [groups.kept, groups.part] };
};

/** The longest that an award may be on its way into the ledger. Its instant is when its decision began. */
const onItsWayMs = 30_000;

/**
 * When an award knew its household. One that was written just before a join can have an instant just after it, and must not
 * count as a sign that the two were split again.
 */
const knewAt = (openedAt: string): string => new Date(Date.parse(openedAt) - onItsWayMs).toISOString();

/**
 * Collects with whom each household counts, line by line. An award names everybody who counted as one then. So an award to
 * a household alone says that it had been split from the others, where the split itself had nothing to correct.
 */
export const collectHouseholds = (joins: LineBook["joins"], asOf: string) => {
  const told = joins.filter(({ at }) => at <= asOf);
  const events: Event[] = told.flatMap((one) => eventOf(one) ?? []);
  const alone = new Map<string, Event>();
  return {
    add({ householdId, together, cuts, moves: [opened] }: CountedLine): void {
      if (!opened || opened.at > asOf) return;
      const event = { at: knewAt(opened.at), entryId: opened.entryId };
      if (together) events.push({ ...event, groups: [together] });
      // An earlier entry has neither, and says nothing.
      else if (cuts && (alone.get(householdId)?.at ?? "") < event.at) alone.set(householdId, { ...event, groups: [[householdId]] });
    },
    groups(): GroupOf {
      const named = new Set(events.flatMap(({ groups, only }) => [...groups.flat(), ...(only ? [only.kept, only.part] : [])]));
      const own = [...alone].flatMap(([householdId, event]) => (named.has(householdId) ? [event] : []));
      return follow([...events, ...own].toSorted(byTime));
    },
    /** The household that has an award now, where somebody moved it. */
    holders: (): ReadonlyMap<string, string> =>
      new Map(told.toSorted(byTime).flatMap((one) => (one.kind === "awardMoved" ? [[one.awardId, one.to] as const] : []))),
  };
};

/** An entry's id ends in the version of its household, so that the tenth stands after the ninth. */
const inOrder = new Intl.Collator("en", { numeric: true });

const byTime = (one: { at: string; entryId: string }, other: { at: string; entryId: string }): number => {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  return inOrder.compare(one.entryId, other.entryId);
};

const follow = (events: readonly Event[]): GroupOf => {
  const groupOf = new Map<string, Set<string>>();
  const at = (householdId: string): Set<string> => groupOf.get(householdId) ?? new Set([householdId]);
  const become = (members: Iterable<string>): void => {
    const group = new Set(members);
    for (const one of group) {
      groupOf.get(one)?.delete(one);
      groupOf.set(one, group);
    }
  };
  for (const { groups, only } of events) {
    for (const group of groups) become(group);
    if (only?.kind === "join") become([...at(only.kept), ...at(only.part)]);
    if (only?.kind === "split") become([only.part]);
  }
  return (householdId) => {
    let first = householdId;
    for (const one of groupOf.get(householdId) ?? []) if (one < first) first = one;
    return first;
  };
};
