import { countsIn, type Waiter, type WaitingList } from "../../../shared/domain/case/waiting-list.ts";
import { differs, type Everything, grouped, sum } from "./everything.ts";

const listOf = ({ scheme, category, purpose = "" }: Pick<WaitingList, "scheme" | "category" | "purpose">) =>
  `${scheme} ${category} ${purpose}`.trimEnd();

/** Every case that waits for money is on one waiting list, once, and every list counts its cases. */
export const waitingListTroubles = ({ cases, waiters, waitingLists }: Everything): readonly string[] => {
  const standing = new Set(waiters.map(placeOf));
  const waiting = cases.flatMap((one) => (one.status === "forMoney" ? placeOf({ ...one.waits, caseId: one.caseId }) : []));
  const ofList = grouped(waiters, listOf);
  const counted = new Map(waitingLists.map((list) => [listOf(list), list]));
  return [
    ...waiting.filter((place) => !standing.has(place)).map((place) => `Case ${place} waits, and is on no waiting list.`),
    ...[...standing].filter((place) => !waiting.includes(place)).map((place) => `Case ${place} is on a waiting list, and does not wait.`),
    ...(standing.size === waiters.length ? [] : ["A case is twice on a waiting list."]),
    ...cases.flatMap((one) =>
      (one.status === "forMoney") === "waits" in one ? [] : [`Case ${one.caseId} is ${one.status}, which its decision does not bear out.`],
    ),
    ...[...new Set([...ofList.keys(), ...counted.keys()])].flatMap((name) => {
      const counts = (ofList.get(name) ?? []).map(countsIn);
      return [
        ...differs(`how many wait for ${name}`, counted.get(name)?.waiting, sum(counts.map(({ waiting }) => waiting))),
        ...differs(`how many wait urgently for ${name}`, counted.get(name)?.urgent, sum(counts.map(({ urgent }) => urgent))),
      ];
    }),
  ];
};

const placeOf = ({ caseId, priority, ...list }: Pick<Waiter, "caseId" | "scheme" | "category" | "purpose" | "priority">) =>
  `${caseId} for ${listOf(list)} in class ${priority}`;
