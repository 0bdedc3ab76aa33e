export type Tally<K extends string = string> = { readonly [name in K]?: number };

export const namesIn = (a: object, b: object): readonly string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();

export const addTallies = <K extends string>(a: Tally<K>, b: Tally<K>): Tally<K> =>
  Object.fromEntries((namesIn(a, b) as K[]).map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)])) as Tally<K>;
