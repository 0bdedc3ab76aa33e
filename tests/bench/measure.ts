/** A ratio against a floor measured in the same run: 0.93 means that we do 93 for every 100 that the floor does. */
export type Figure = { readonly name: string; readonly aim: number; readonly ratios: readonly number[]; readonly note: string };

const sorted = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);
export const median = (numbers: readonly number[]): number => sorted(numbers)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** "B1 at 8 0.93 (aim >= 0.90), 0.88 to 0.97; …" */
export const printed = ({ name, aim, ratios, note }: Figure): string => {
  const inOrder = sorted(ratios);
  const [low = Number.NaN, high = Number.NaN] = [inOrder[0], inOrder.at(-1)];
  return `${name} ${median(ratios).toFixed(2)} (aim >= ${aim.toFixed(2)}), ${low.toFixed(2)} to ${high.toFixed(2)}; ${note}`;
};

/** The milliseconds of all the work with so many at once. */
export const timesAtOnce = async <T>(work: readonly T[], atOnce: number, does: (one: T) => Promise<void>): Promise<number> => {
  const waiting = [...work];
  const takeOneAfterAnother = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await does(next);
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, takeOneAfterAnother));
  return performance.now() - start;
};

type Race<P> = Pick<Figure, "name" | "aim" | "note"> & {
  readonly rounds: number;
  readonly prepare: () => Promise<P>;
  readonly ours: (prepared: P) => Promise<number>;
  readonly floor: (prepared: P) => Promise<number>;
};

/** Runs both in turn, each time the other one first, so that a machine that drifts drifts for both. The first round only warms up. */
export const inTurn = async <P>({ name, aim, note, rounds, prepare, ours, floor }: Race<P>): Promise<Figure> => {
  const ratios: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const prepared = await prepare();
    const isOursFirst = round % 2 === 0;
    const first = await (isOursFirst ? ours : floor)(prepared);
    const second = await (isOursFirst ? floor : ours)(prepared);
    const [ourTime, floorTime] = isOursFirst ? [first, second] : [second, first];
    if (round > 0) ratios.push(floorTime / ourTime);
  }
  return { name, aim, ratios, note };
};
