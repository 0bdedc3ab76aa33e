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

export const withInterest = <H extends Interests>(household: H, declared: Interest): H => ({
  ...household,
  interests: [...(household.interests ?? []), declared],
});

export const liftedIn = <H extends Interests>(household: H, personId: string, lifted: NonNullable<Interest["lifted"]>): H => ({
  ...household,
  interests: household.interests?.map((one) => (one.lifted === undefined && one.by.id === personId ? { ...one, lifted } : one)),
});
