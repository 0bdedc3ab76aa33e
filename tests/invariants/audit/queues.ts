import { countsIn, type Waiter, type WaitingList } from "../../../shared/domain/case/waiting-list.ts";
import { differs, type Everything, grouped, sum } from "./everything.ts";

const queueOf = ({ scheme, category }: Pick<WaitingList, "scheme" | "category">) => `${scheme} ${category}`;

/** Whoever waits for money stands in one queue, once, and every queue counts those who stand in it. */
export const queueTroubles = ({ cases, waiters, queues }: Everything): readonly string[] => {
  const standing = new Set(waiters.map(placeOf));
  const waiting = cases.flatMap((one) => (one.status === "forMoney" ? placeOf({ ...one.waits, caseId: one.caseId }) : []));
  const ofQueue = grouped(waiters, queueOf);
  const counted = new Map(queues.map((queue) => [queueOf(queue), queue]));
  return [
    ...waiting.filter((place) => !standing.has(place)).map((place) => `Case ${place} waits, and stands in no queue.`),
    ...[...standing].filter((place) => !waiting.includes(place)).map((place) => `Case ${place} stands in a queue, and does not wait.`),
    ...(standing.size === waiters.length ? [] : ["A case stands twice in a queue."]),
    ...cases.flatMap((one) =>
      (one.status === "forMoney") === "waits" in one ? [] : [`Case ${one.caseId} is ${one.status}, which its decision does not bear out.`],
    ),
    ...[...new Set([...ofQueue.keys(), ...counted.keys()])].flatMap((name) => {
      const counts = (ofQueue.get(name) ?? []).map(countsIn);
      return [
        ...differs(`how many wait for ${name}`, counted.get(name)?.waiting, sum(counts.map(({ waiting }) => waiting))),
        ...differs(`how many wait urgently for ${name}`, counted.get(name)?.urgent, sum(counts.map(({ urgent }) => urgent))),
      ];
    }),
  ];
};

const placeOf = ({ caseId, scheme, category, priority }: Pick<Waiter, "caseId" | "scheme" | "category" | "priority">) =>
  `${caseId} for ${scheme} ${category} in class ${priority}`;
