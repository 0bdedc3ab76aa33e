export type HouseholdSize = { readonly people: number; readonly children: number };

/** An application cannot list more. */
const mostPeople = 20;

/** Every household that a tariff must know. */
export const householdSizes: readonly HouseholdSize[] = Array.from({ length: mostPeople }, (_, index) => index + 1).flatMap((people) =>
  Array.from({ length: people + 1 }, (_, children) => ({ people, children })),
);

const counted = (count: number, one: string, many: string) => `${count === 0 ? "no" : count} ${count === 1 ? one : many}`;

/** "3 people with 1 child". */
export const sizeInWords = ({ people, children }: HouseholdSize): string =>
  `${counted(people, "person", "people")} with ${counted(children, "child", "children")}`;

type Band = {
  readonly peopleFrom: number;
  readonly peopleTo?: number | undefined;
  readonly childrenFrom: number;
  readonly childrenTo?: number | undefined;
};

export const isInBand = ({ people, children }: HouseholdSize, band: Band): boolean =>
  band.peopleFrom <= people &&
  people <= (band.peopleTo ?? people) &&
  band.childrenFrom <= children &&
  children <= (band.childrenTo ?? children);

const range = (from: number, to: number | undefined, one: string, many: string): string => {
  if (to === undefined) return `${from} or more ${many}`;
  return from === to ? counted(from, one, many) : `${from} to ${to} ${many}`;
};

/** "1 or more people with no children". */
export const bandInWords = ({ peopleFrom, peopleTo, childrenFrom, childrenTo }: Band): string =>
  `${range(peopleFrom, peopleTo, "person", "people")} with ${range(childrenFrom, childrenTo, "child", "children")}`;
