import { limits } from "../../../shared/system.ts";
import type { Usage } from "./usage.ts";

/** A limited resource. */
type Quota = {
  readonly name: string;
  readonly most: number;
  /** The part of it that applications take, at so many a second. */
  readonly taken: (usage: Usage, aSecond: number) => number;
  /** The effect of going above the limit. */
  readonly answer: string;
};

export const quotas: readonly Quota[] = [
  {
    name: "writes of one partition a second",
    most: 1_000,
    taken: ({ hottest }, aSecond) => hottest.units * aSecond,
    answer: "An envelope spreads over up to 96 partitions and its ledger with it; a list of the index is one partition for each council.",
  },
  {
    name: "writes of the table a second",
    most: 40_000,
    taken: ({ each }, aSecond) => each.writeUnits * aSecond,
    answer: "Each council has a table of its own. A new one takes 4,000 at once and grows; before an opening day it is warmed.",
  },
  {
    name: "functions at once",
    most: 1_000,
    taken: ({ each }, aSecond) => (each.milliseconds / 1_000) * aSecond,
    answer: "Consumers take from their queues a few at a time, as the declaration says, and leave the rest to those who wait for a page.",
  },
  {
    name: "requests of all routes a second",
    most: 10_000,
    taken: ({ each }, aSecond) => each.requests * aSecond,
    answer: "Assets are cached in front of the API. Whoever is turned away is told to come again, and loses nothing that was typed.",
  },
  {
    name: "requests of the form’s busiest route a second, by our own limit",
    most: limits.requestsPerSecond.public,
    taken: ({ busiestRoute }, aSecond) => busiestRoute * aSecond,
    answer: "Each council has an API of its own, so one council’s morning is not another’s.",
  },
  {
    name: "messages in hand on queues",
    most: 120_000,
    taken: ({ each }, aSecond) => each.messages * aSecond,
    answer: "Queues hold what consumers have not come to for days; the oldest message’s age rings an alarm.",
  },
  {
    name: "messages to Notify a minute",
    most: 3_000,
    taken: ({ notices }, aSecond) => notices * aSecond * 60,
    answer: "Each council is a service of its own at Notify. What it refuses comes again from the queue, later each time.",
  },
];
