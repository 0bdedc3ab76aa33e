import type { Actor } from "../principal.ts";

/** Somebody's interest in a household. A lifted one stays on record. */
export type Interest = {
  readonly by: Actor;
  readonly at: string;
  readonly lifted?: { readonly by: Actor; readonly at: string; readonly reason: string };
};

type Interests = { readonly interests?: readonly Interest[] };

export const openInterests = ({ interests = [] }: Interests): readonly Interest[] => interests.filter(({ lifted }) => lifted === undefined);

/** The people who see nothing of the household and take no step in anything of it. */
export const barredFrom = (household: Interests): readonly string[] => openInterests(household).map(({ by }) => by.id);

/** Nobody can say later which of joined households an interest was in, so it is kept in each of them. */
type OfParts = Interests & { readonly parts?: readonly Interests[] };

const inEach = <H extends OfParts>(household: H, change: (interests: readonly Interest[]) => readonly Interest[]): H => {
  const changed = <P extends Interests>(one: P): P => ({ ...one, interests: change(one.interests ?? []) });
  return { ...changed(household), ...(household.parts && { parts: household.parts.map(changed) }) };
};

export const withInterest = <H extends OfParts>(household: H, declared: Interest): H =>
  inEach(household, (interests) => [...interests, declared]);

export const liftedIn = <H extends OfParts>(household: H, personId: string, lifted: NonNullable<Interest["lifted"]>): H =>
  inEach(household, (interests) => interests.map((one) => (one.lifted === undefined && one.by.id === personId ? { ...one, lifted } : one)));
