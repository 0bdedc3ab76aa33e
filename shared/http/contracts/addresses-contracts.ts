import * as z from "zod/mini";
import { says } from "../../domain/says.ts";
import { actor, type ContractsOf } from "./contract.ts";
import { instant, text, whole } from "./fields.ts";

const addressList = () =>
  z.strictObject({
    listId: text("The list’s id, which follows from its file."),
    loadedAt: instant("When it was loaded."),
    loadedBy: says(actor, "Who loaded it."),
    fileName: z.optional(text("What the file was called.")),
    addresses: whole("How many homes can be chosen."),
    gone: whole("How many homes stand no more."),
    outside: whole("How many are in another council’s area."),
    notHomes: whole("How many rows were left out, since nobody lives there."),
  });

/** The API of the council's address list. */
export const addressesContracts = {
  "GET /api/address-list": {
    name: "showAddressList",
    does: "The address list that residents choose their homes from, and what it came to.",
    reply: z.lazy(addressList),
    status: 200,
    refuses: ["not-found"],
  },
  "POST /api/address-lists": {
    request: z.strictObject({ list: says(z.string().check(z.minLength(1, "Send the list")), "The text of the CSV file, whole.") }),
    reply: z.lazy(addressList),
    status: 201,
    refuses: ["list-unreadable"],
  },
} as const satisfies ContractsOf<"addresses">;
