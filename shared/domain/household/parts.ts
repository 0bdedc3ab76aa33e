import { addPence, zeroPence } from "../money.ts";
import type { DecidedFor, HouseholdClaims, HouseholdPart, JoinedBy, Reached } from "./household.ts";
import type { Interest } from "./interest.ts";
import { type StandingContact, strictestOf } from "./standing-contact.ts";

export const partsOf = (household: HouseholdClaims): readonly HouseholdPart[] => {
  if (household.parts) return household.parts;
  const { version: _version, parts: _parts, joinedTo: _joinedTo, ...own } = household;
  return [own];
};

export const hasPart = (household: HouseholdClaims, householdId: string): boolean =>
  household.householdId === householdId || (household.parts ?? []).some((part) => part.householdId === householdId);

const sumOf = (one: Reached | undefined, { awards, categories }: Reached): Reached => {
  const before = one ?? { awards: 0, categories: {} };
  const sums = Object.entries(categories).map(([category, count]) => [category, (before.categories[category] ?? 0) + count]);
  return { awards: before.awards + awards, categories: { ...before.categories, ...Object.fromEntries(sums) } };
};

const together = <T>(records: readonly { readonly [name: string]: T }[], add: (sofar: T | undefined, one: T) => T): Record<string, T> => {
  const sums: Record<string, T> = {};
  for (const record of records) for (const [name, one] of Object.entries(record)) sums[name] = add(sums[name], one);
  return sums;
};

const decidedTogether = (all: readonly DecidedFor[]): readonly DecidedFor[] =>
  [...Map.groupBy(all, ({ scheme, by, span }) => JSON.stringify([scheme, by, span])).values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, sum: addPence([first.sum, ...others.map(({ sum }) => sum)]) }] : [],
  );

/** An interest that was declared while the households were joined is kept in each of them. */
const eachOnce = (all: readonly Interest[]): readonly Interest[] => [
  ...new Map(all.map((one) => [JSON.stringify([one.by.id, one.at, one.lifted?.at]), one])).values(),
];

const dayOf = ({ on, from }: HouseholdClaims["claims"][number]) => on ?? from;

/** A household whose rules see everything that its parts have had, and the strictest word on safe contact. */
export const householdFrom = (householdId: string, version: number, parts: readonly HouseholdPart[]): HouseholdClaims => {
  const [own] = parts;
  if (own && parts.length === 1) {
    const { joined: _, ...alone } = own;
    return { ...alone, householdId, version };
  }
  const decided = parts.flatMap((part) => part.decided ?? []);
  const interests = eachOnce(parts.flatMap((part) => part.interests ?? []));
  const contacts = parts.flatMap(({ contact }) => contact ?? []);
  return {
    householdId,
    version,
    claims: parts.flatMap(({ claims }) => claims).toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : Number(dayOf(a) > dayOf(b)))),
    reached: together(
      parts.map(({ reached }) => reached),
      sumOf,
    ),
    spent: together(
      parts.map(({ spent }) => spent),
      (sofar, one) => addPence([sofar ?? zeroPence, one]),
    ),
    // One whose word is only in its applications makes the word of all unknown here.
    ...(contacts.length === parts.length && { contact: strictestOf(contacts) }),
    ...(decided.length > 0 && { decided: decidedTogether(decided) }),
    ...(interests.length > 0 && { interests }),
    parts,
  };
};

/** Changes what one part has, and with it what the household has in all. An award changes the part of its own case. */
export const changePart = (
  household: HouseholdClaims,
  householdId: string,
  change: (part: HouseholdPart) => HouseholdPart,
): HouseholdClaims => {
  const parts = partsOf(household);
  const isAlone = household.parts === undefined;
  return householdFrom(
    household.householdId,
    household.version,
    parts.map((part) => (isAlone || part.householdId === householdId ? change(part) : part)),
  );
};

/** The part that an award counts for. A line may still name the household that the award was taken from. */
export const partWithAward = (household: HouseholdClaims, awardId: string, otherwise: string): string =>
  partsOf(household).find(({ claims }) => claims.some((claim) => claim.awardId === awardId))?.householdId ?? otherwise;

/** A part's own phone and email, held to what all parts say of safe contact. */
export const contactOfPart = (household: HouseholdClaims, householdId: string, standing: StandingContact): StandingContact => {
  const own = household.parts?.find((part) => part.householdId === householdId)?.contact;
  if (!own) return standing;
  const { phone: _phone, email: _email, ...strict } = standing;
  const { phone, email } = own;
  return { ...strict, ...(phone && { phone }), ...(email && { email }) };
};

/** Joins a household, with everything joined to it before, to another one. */
export const joinedTogether = (keep: HouseholdClaims, other: HouseholdClaims, joined: Omit<JoinedBy, "to">): HouseholdClaims =>
  householdFrom(keep.householdId, keep.version + 1, [
    ...partsOf(keep),
    ...partsOf(other).map((part) =>
      part.householdId === other.householdId ? { ...part, joined: { ...joined, to: keep.householdId } } : part,
    ),
  ]);

/** A part and those that had been joined to it, and the others: what a split leaves. */
export const takenApart = (
  household: HouseholdClaims,
  householdId: string,
): { readonly leaving: readonly HouseholdPart[]; readonly staying: readonly HouseholdPart[] } => {
  const leaves = new Set([householdId]);
  const parts = partsOf(household);
  for (const _ of parts) for (const { householdId: own, joined } of parts) if (joined && leaves.has(joined.to)) leaves.add(own);
  const leaving = parts.filter((part) => leaves.has(part.householdId));
  return {
    leaving: [
      ...leaving.filter((part) => part.householdId === householdId).map(({ joined: _, ...part }) => part),
      ...leaving.filter((part) => part.householdId !== householdId),
    ],
    staying: parts.filter((part) => !leaves.has(part.householdId)),
  };
};
