/**
 * Hides small numbers, and as many others as it takes so that nobody can compute a hidden one from what is shown: a hidden
 * number always has at least two values that agree with every shown number and every sum.
 */

/** A figure that is the sum of others, each by its key. */
export type Sum = { readonly whole: string; readonly parts: readonly string[] };

/** Figures that stand in the same cells: households, awards, money. A figure that is no count is hidden only with its cell. */
export type Measured = { readonly figures: ReadonlyMap<string, number>; readonly isCount: boolean };

/** Counts below this could tell of a person. None at all tells of nobody. */
export const leastShown = 5;

const isSmall = (figure: number): boolean => figure !== 0 && figure < leastShown;

type Relation = readonly { readonly key: string; readonly way: 1 | -1 }[];
type Search = { readonly relations: readonly Relation[]; readonly of: ReadonlyMap<string, readonly number[]> };

const searchIn = (sums: readonly Sum[]): Search => {
  const relations = sums.map(({ whole, parts }): Relation => [{ key: whole, way: -1 }, ...parts.map((key) => ({ key, way: 1 as const }))]);
  const of = new Map<string, number[]>();
  for (const [index, relation] of relations.entries()) for (const { key } of relation) of.set(key, [...(of.get(key) ?? []), index]);
  return { relations, of };
};

/** A search that takes longer counts as failed, and then more is hidden. */
const mostSteps = 2_000;

/** Whether the hidden figures can all stay what they may be, and this one be one more or one less, with every sum as it was. */
const canDiffer = (key: string, hidden: ReadonlySet<string>, { figures }: Measured, { relations, of }: Search): boolean => {
  const moved = new Map<string, number>();
  const off = relations.map(() => 0);
  let steps = 0;
  const figureOf = (one: string) => figures.get(one) ?? 0;
  // Readers know that a hidden count is not none.
  const mayMove = (one: string, by: number) => figureOf(one) + by >= Math.min(figureOf(one), 1);
  const wayIn = (relation: Relation, one: string) => relation.find((part) => part.key === one)?.way ?? 0;
  const move = (one: string, by: number) => {
    for (const at of of.get(one) ?? []) off[at] = (off[at] ?? 0) + by * wayIn(relations[at] ?? [], one);
  };
  const isMended = (): boolean => {
    steps += 1;
    if (steps > mostSteps) return false;
    const at = off.findIndex((difference) => difference !== 0);
    const relation = relations[at];
    if (!relation) return true;
    const others = relation
      .filter((part) => hidden.has(part.key) && !moved.has(part.key))
      .toSorted((a, b) => figureOf(b.key) - figureOf(a.key));
    return others.some(({ key: other, way }) => tries(other, -Math.sign(off[at] ?? 0) * way));
  };
  const tries = (one: string, by: number): boolean => {
    if (!mayMove(one, by)) return false;
    moved.set(one, by);
    move(one, by);
    if (isMended()) return true;
    moved.delete(one);
    move(one, -by);
    return false;
  };
  return tries(key, 1) || tries(key, -1);
};

/** Beside a figure that can be computed: the smallest of its own sums, or else of another sum that hides something. Hiding none would not help. */
const nextToHide = (key: string, hidden: ReadonlySet<string>, measured: readonly Measured[], { relations }: Search): string | undefined => {
  const figureOf = (one: string) => measured[0]?.figures.get(one) ?? 0;
  const hides = (relation: Relation) => relation.filter((part) => hidden.has(part.key)).length;
  const isOwn = (relation: Relation) => relation.some((part) => part.key === key);
  const inOrder = relations
    .filter((relation) => hides(relation) > 0)
    .toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || hides(a) - hides(b));
  for (const relation of inOrder) {
    const [next] = relation
      .filter((part) => !hidden.has(part.key) && figureOf(part.key) > 0)
      .toSorted((a, b) => b.way - a.way || figureOf(a.key) - figureOf(b.key));
    if (next) return next.key;
  }
  return undefined;
};

/** The keys of the cells to hide, in every measure. The first measure is the count of people or households. */
export const hiddenIn = (measured: readonly Measured[], sums: readonly Sum[]): ReadonlySet<string> => {
  const search = searchIn(sums);
  const hidden = new Set(
    measured.flatMap(({ figures, isCount }) => (isCount ? [...figures].flatMap(([key, figure]) => (isSmall(figure) ? [key] : [])) : [])),
  );
  for (;;) {
    const next = [...hidden].flatMap((key) => {
      // That no money went into a cell tells of nobody.
      const isSafe = measured.every((one) => (!one.isCount && !one.figures.get(key)) || canDiffer(key, hidden, one, search));
      return isSafe ? [] : (nextToHide(key, hidden, measured, search) ?? []);
    })[0];
    if (next === undefined) return hidden;
    hidden.add(next);
  }
};
