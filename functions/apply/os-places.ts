import * as z from "zod/mini";
import { type AddressesFound, type Gazetteer, type ListedAddress, shownOf } from "../../shared/domain/address/listed-address.ts";
import { addressFrom, isProblem, mayBeHome } from "../../shared/domain/address/read-gazetteer.ts";
import { log } from "../../shared/http/log.ts";
import { callOutTo, hostOf } from "../../shared/http/outbound.ts";

/** Somebody waits for the page, and can type their address instead. */
const timeoutMilliseconds = 3_000;
/** The most that one answer holds. */
const resultsMost = 100;

const cell = z._default(z.string(), "");
const dpa = z.object({
  UPRN: z.string(),
  ORGANISATION_NAME: cell,
  SUB_BUILDING_NAME: cell,
  BUILDING_NAME: cell,
  BUILDING_NUMBER: cell,
  THOROUGHFARE_NAME: cell,
  POST_TOWN: cell,
  POSTCODE: z.string(),
  LOCAL_CUSTODIAN_CODE: z._default(z.union([z.string(), z.number()]), ""),
  BLPU_STATE_CODE: cell,
  CLASSIFICATION_CODE: cell,
  PARENT_UPRN: cell,
});
const answerSchema = z.object({
  header: z.object({ totalresults: z.int() }),
  results: z._default(z.array(z.object({ DPA: dpa })), []),
});
type Found = { readonly addresses: readonly ListedAddress[]; readonly isAll: boolean };

/** Ordnance Survey writes in capitals: "FLAT 2" is "Flat 2". */
const inPlainCase = (text: string): string => text.toLowerCase().replace(/(^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase());

const addressOf = (found: z.infer<typeof dpa>): ListedAddress | undefined => {
  if (!mayBeHome(found.CLASSIFICATION_CODE)) return undefined;
  const read = addressFrom({
    uprn: found.UPRN,
    postcode: found.POSTCODE,
    street: inPlainCase(found.THOROUGHFARE_NAME),
    town: inPlainCase(found.POST_TOWN),
    organisation: found.ORGANISATION_NAME,
    sub_building: inPlainCase(found.SUB_BUILDING_NAME),
    building_name: inPlainCase(found.BUILDING_NAME),
    building_number: found.BUILDING_NUMBER,
    custodian_code: String(found.LOCAL_CUSTODIAN_CODE),
    state: found.BLPU_STATE_CODE,
    logical_status: "",
    classification: found.CLASSIFICATION_CODE,
    parent_uprn: found.PARENT_UPRN,
  });
  return isProblem(read) ? undefined : read;
};

/** Ordnance Survey's OS Places behind the same port. Whatever fails, people type their address. */
export const osPlaces = (url: string, key: () => Promise<string>): Gazetteer => {
  const callOut = callOutTo([hostOf(url)]);
  const ask = async (path: "postcode" | "find" | "uprn", asked: Readonly<Record<string, string>>): Promise<Found | undefined> => {
    const query = new URLSearchParams({ ...asked, dataset: "DPA" });
    try {
      const response = await callOut(`${url}/${path}?${query}`, {
        // In a header, since addresses of requests end in logs.
        headers: { key: await key() },
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const { header, results } = answerSchema.parse(await response.json());
      return { addresses: results.flatMap(({ DPA }) => addressOf(DPA) ?? []), isAll: header.totalresults <= resultsMost };
    } catch (error) {
      // Only what failed: a message may quote the postcode.
      const because = error instanceof Error && error.message.startsWith("status ") ? error.message : "no answer";
      log.warn("addressesUnavailable", { path, because });
      return undefined;
    }
  };
  const most = String(resultsMost);

  return {
    async atPostcode(postcode, numberOrName): Promise<AddressesFound> {
      const all = await ask("postcode", { postcode, maxresults: most });
      if (!all) return { kind: "unavailable" };
      if (all.isAll) return shownOf(all.addresses, numberOrName);
      if (numberOrName === "") return { kind: "tooMany" };
      const some = await ask("find", { query: `${numberOrName}, ${postcode}`, maxresults: most });
      return some
        ? shownOf(
            some.addresses.filter((address) => address.postcode === postcode),
            numberOrName,
          )
        : { kind: "unavailable" };
    },

    async byUprn(uprn, postcode) {
      const found = await ask("uprn", { uprn });
      if (!found) return { kind: "unavailable" };
      const address = found.addresses.find((one) => one.postcode === postcode);
      return address ? { kind: "found", address } : { kind: "notListed" };
    },
  };
};
