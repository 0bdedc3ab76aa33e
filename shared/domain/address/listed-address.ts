import { council } from "../../council.ts";

/** An address of the address list: the council's own gazetteer, or Ordnance Survey's. */
export type ListedAddress = {
  readonly uprn: string;
  readonly line1: string;
  readonly line2?: string | undefined;
  readonly town?: string | undefined;
  readonly postcode: string;
  /** The part of a building, such as "Flat 2". */
  readonly unit?: string | undefined;
  /** The code of the council in whose area it is. Absent where the list does not say. */
  readonly custodian?: string | undefined;
  /** It stands in the list and is no home any more. */
  readonly isGone?: true | undefined;
};

/** The result of a look-up. */
export type AddressesFound =
  | { readonly kind: "found"; readonly addresses: readonly ListedAddress[] }
  /** More than a page shows: a number or name has to narrow it. */
  | { readonly kind: "tooMany" }
  /** Nobody could be asked. People type their address. */
  | { readonly kind: "unavailable" };

export type AddressFound =
  | { readonly kind: "found"; readonly address: ListedAddress }
  | { readonly kind: "notListed" }
  | { readonly kind: "unavailable" };

/** Looks addresses up: in the council's own gazetteer or at Ordnance Survey. */
export type Gazetteer = {
  /** Homes of a postcode that exist, narrowed to a number or name where one is given. */
  atPostcode(postcode: string, numberOrName: string): Promise<AddressesFound>;
  /** One address, also where it is gone. */
  byUprn(uprn: string, postcode: string): Promise<AddressFound>;
};

export const addressesShown = 100;

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Those that exist and have every word of the number or name, and no more than a page shows. */
export const shownOf = (addresses: readonly ListedAddress[], numberOrName: string): AddressesFound => {
  const sought = wordsOf(numberOrName);
  const found = addresses.filter((address) => {
    const words = new Set(wordsOf(inOneLine(address)));
    return !address.isGone && sought.every((word) => words.has(word));
  });
  return found.length > addressesShown ? { kind: "tooMany" } : { kind: "found", addresses: found.toSorted(inOrder) };
};

/** "Flat 2" before "Flat 10". */
const inOrder = (one: ListedAddress, other: ListedAddress): number =>
  inOneLine(one).localeCompare(inOneLine(other), "en-GB", { numeric: true });

export const inOneLine = ({ line1, line2, town }: Pick<ListedAddress, "line1" | "line2" | "town">): string =>
  [line1, line2, town].filter((line) => line).join(", ");

/** A home's council, where the list says one and it is another council. */
export const otherCouncilOf = ({ custodian }: Pick<ListedAddress, "custodian">): string | undefined => {
  if (custodian === undefined || custodian === council.area.custodian) return undefined;
  return council.area.neighbours[custodian] ?? "another council";
};
