import type { Difference } from "./difference.ts";

type Flow = { in: number; out: number };

export type OverTime = {
  add(place: string, at: string, change: number): void;
  /** The first moment at which a place held less than nothing, by the times that the entries themselves bear. */
  differences(): readonly Difference[];
};

const minute = 60_000;

/**
 * Follows each place's balance from minute to minute. An entry has the time of its request, which may end half a minute
 * later. So spending may use money that came in up to the end of the next minute.
 */
export const createOverTime = (): OverTime => {
  const places = new Map<string, Map<number, Flow>>();
  return {
    add(place, at, change) {
      const minutes = places.get(place) ?? new Map<number, Flow>();
      places.set(place, minutes);
      const when = Math.floor(Date.parse(at) / minute);
      const flow = minutes.get(when) ?? { in: 0, out: 0 };
      minutes.set(when, flow);
      if (change > 0) flow.in += change;
      else flow.out -= change;
    },

    differences: () => [...places].flatMap(([place, minutes]) => firstBelow(place, minutes)),
  };
};

const firstBelow = (place: string, minutes: ReadonlyMap<number, Flow>): readonly Difference[] => {
  const inOrder = [...minutes].sort(([a], [b]) => a - b);
  let [held, ahead] = [0, 0];
  for (const [when, { out }] of inOrder) {
    for (let next = inOrder[ahead]; next && next[0] <= when + 1; next = inOrder[ahead]) {
      held += next[1].in;
      ahead += 1;
    }
    held -= out;
    if (held < 0) return [{ place: `${place} at ${new Date(when * minute).toISOString()}`, is: String(held), shouldBe: "nothing or more" }];
  }
  return [];
};
