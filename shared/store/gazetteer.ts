import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type AddressesFound, type Gazetteer, type ListedAddress, shownOf } from "../domain/address/listed-address.ts";
import type { GazetteerCounts } from "../domain/address/read-gazetteer.ts";
import type { Actor } from "../domain/principal.ts";
import { findItem, readItem, type Table, writeItem } from "./items.ts";
import { addressListKey, listedAddressesKey, listedAddressesPartition } from "./keys.ts";
import { queryAll } from "./slices.ts";

/** The council's gazetteer as it was loaded: the one list that addresses are looked up in. */
export type AddressList = {
  /** Follows from the file, so that the same file loaded twice is one list. */
  readonly listId: string;
  readonly loadedAt: string;
  readonly loadedBy: Actor;
  readonly fileName?: string | undefined;
  readonly counts: GazetteerCounts;
};

/** Addresses of one postcode, or a part of a postcode that has very many. */
export type ListedAddresses = {
  readonly listId: string;
  readonly postcode: string;
  readonly addresses: readonly ListedAddress[];
  readonly expiresAtSeconds: number;
};

export type AddressLists = {
  /** The list that is looked up in now. */
  current(): Promise<AddressList | undefined>;
  /** Keeps a whole list, and only then looks addresses up in it: nobody meets half of one. */
  load(list: AddressList, addresses: readonly ListedAddress[]): Promise<void>;
};

const addressesInAPart = 200;
const putsAtOnce = 25;
/** Longer than a council leaves its list as it is. Earlier lists then leave the table by themselves. */
const daysKept = 800;

const partsOf = (list: AddressList, addresses: readonly ListedAddress[]): readonly (readonly [part: number, of: ListedAddresses])[] => {
  const expiresAtSeconds = Math.floor(Date.parse(list.loadedAt) / 1000) + daysKept * 86_400;
  return [...Map.groupBy(addresses, ({ postcode }) => postcode)].flatMap(([postcode, all]) =>
    Array.from({ length: Math.ceil(all.length / addressesInAPart) }, (_, part) => {
      const some = all.slice(part * addressesInAPart, (part + 1) * addressesInAPart);
      return [part, { listId: list.listId, postcode, addresses: some, expiresAtSeconds }] as const;
    }),
  );
};

export const dynamoAddressLists = (table: Table): AddressLists => ({
  current: () => findItem(table, "addressList", addressListKey()),

  async load(list, addresses) {
    const left = [...partsOf(list, addresses)];
    const putOn = async () => {
      for (let next = left.pop(); next; next = left.pop()) {
        const [part, of] = next;
        const item = writeItem("listedAddresses", listedAddressesKey(of.postcode, of.listId, part), of);
        await table.client.send(new PutItemCommand({ TableName: table.name, Item: item }));
      }
    };
    await Promise.all(Array.from({ length: putsAtOnce }, putOn));
    await table.client.send(new PutItemCommand({ TableName: table.name, Item: writeItem("addressList", addressListKey(), list) }));
  },
});

/** Looks addresses up in the council's own list. Two reads, however long the list is. */
export const dynamoGazetteer = (table: Table): Gazetteer => {
  const of = async (postcode: string): Promise<readonly ListedAddress[] | undefined> => {
    const list = await findItem(table, "addressList", addressListKey());
    if (!list) return undefined;
    const parts = await queryAll(table, listedAddressesPartition(postcode), `${list.listId}#`);
    return parts.flatMap((item) => readItem("listedAddresses", item).addresses);
  };
  return {
    async atPostcode(postcode, numberOrName): Promise<AddressesFound> {
      const addresses = await of(postcode);
      return addresses ? shownOf(addresses, numberOrName) : { kind: "unavailable" };
    },

    async byUprn(uprn, postcode) {
      const addresses = await of(postcode);
      if (!addresses) return { kind: "unavailable" };
      const address = addresses.find((listed) => listed.uprn === uprn.replace(/^0+(?=\d)/, ""));
      return address ? { kind: "found", address } : { kind: "notListed" };
    },
  };
};
