import { isAdult } from "../application.ts";
import type { Day } from "../dates.ts";
import type { ChosenHousehold } from "./choose-household.ts";
import type { HouseholdIdentity, Member, ScorePart } from "./identity.ts";
import { nearestOf } from "./nearest.ts";
import { samePeople } from "./score-of.ts";

const onOwnWordAlone: ScorePart = {
  part: "ownWordAlone",
  points: 0,
  says: "Only this application says that the person who needs help is of that household",
  isGuard: true,
};
const onOthersWordAlone: ScorePart = {
  part: "othersWordAlone",
  points: 0,
  says: "Only that household says that the person who needs help is of it",
  isGuard: true,
};
const onlySharesAddress: ScorePart = {
  part: "onlySharesAddress",
  points: 0,
  says: "This application says that somebody of that household only shares the address",
  isGuard: true,
};

type Applied = { readonly own: HouseholdIdentity; readonly othersHere: readonly Member[]; readonly today: Day };

const doubtsAbout = ({ own, othersHere, today }: Applied, other: HouseholdIdentity): readonly ScorePart[] => {
  const pairs = samePeople(own, other);
  const helped = pairs.find((pair) => pair.own.relationship === "self");
  const isListedToo = pairs.some((pair) => pair !== helped && isAdult(pair.own, today));
  return [
    ...(helped ? [] : [onOwnWordAlone]),
    ...(helped?.other.byOthersWord && !isListedToo ? [onOthersWordAlone] : []),
    ...(samePeople({ ...own, people: othersHere }, other).length > 0 ? [onlySharesAddress] : []),
  ];
};

/**
 * Nobody joins a household on one word alone: what they say and what that household said must agree. Where they do not, the
 * application is a household of its own, and a person compares the two.
 */
export const heldToOwnWord = (chosen: ChosenHousehold, applied: Applied): ChosenHousehold => {
  const { joins, ...rest } = chosen;
  if (!joins) return chosen;
  const doubts = doubtsAbout(applied, joins.identity);
  if (doubts.length === 0) return chosen;
  const { points, parts } = joins.score;
  const asked = [{ ...joins, score: { points, parts: [...parts, ...doubts] } }, ...rest.possible];
  return { ...rest, possible: asked, nearest: nearestOf(asked.map(({ score }) => score)) };
};
