import * as z from "zod/mini";
import type { ListedAddress } from "../../domain/address/listed-address.ts";
import type { GazetteerCounts } from "../../domain/address/read-gazetteer.ts";
import type { AddressList, ListedAddresses } from "../gazetteer.ts";
import { actor, once, type Shape } from "./pieces.ts";

/** The council's gazetteer, as it was loaded from its file. */

export const addressList = once(
  (): z.ZodMiniType<AddressList> =>
    z.object({
      listId: z.string(),
      loadedAt: z.string(),
      loadedBy: actor(),
      fileName: z.optional(z.string()),
      counts: z.object({
        addresses: z.int(),
        gone: z.int(),
        outside: z.int(),
        notHomes: z.int(),
      } satisfies Shape<GazetteerCounts>),
    } satisfies Shape<AddressList>),
);

export const listedAddresses = once(
  (): z.ZodMiniType<ListedAddresses> =>
    z.object({
      listId: z.string(),
      postcode: z.string(),
      addresses: z.array(
        z.object({
          uprn: z.string(),
          line1: z.string(),
          line2: z.optional(z.string()),
          town: z.optional(z.string()),
          postcode: z.string(),
          unit: z.optional(z.string()),
          custodian: z.optional(z.string()),
          isGone: z.optional(z.literal(true)),
        } satisfies Shape<ListedAddress>),
      ),
      expiresAtSeconds: z.int(),
    } satisfies Shape<ListedAddresses>),
);
