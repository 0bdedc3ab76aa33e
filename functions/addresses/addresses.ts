import { type Asked, act } from "../../shared/http/act.ts";
import { type AnswerPorts, answer } from "../../shared/http/answer.ts";
import { addressesContracts } from "../../shared/http/contracts/addresses-contracts.ts";
import { json, problem } from "../../shared/http/reply.ts";
import type { AddressLists } from "../../shared/store/gazetteer.ts";
import { addressListPage, listReply } from "./address-list-page.ts";
import { loadAddresses } from "./load-addresses.ts";
import { type LoadRequest, readLoadForm } from "./load-form.ts";
import { loadOutcomes } from "./load-outcomes.ts";

export type AddressesPorts = Required<AnswerPorts> & { readonly lists: AddressLists };

/** The council's address list: which one residents choose from, and a newer one in its place. */
export const createAddresses = (ports: AddressesPorts) =>
  answer(
    "addresses",
    addressesContracts,
    {
      reads: {
        "GET /addresses": async ({ principal, query }) =>
          addressListPage({ list: await ports.lists.current(), by: principal, isLoaded: query.loaded === "yes" }),
        "GET /api/address-list": async () => {
          const list = await ports.lists.current();
          return list ? json(listReply(list)) : problem("not-found", { detail: "No address list is loaded." });
        },
      },
      acts: {
        loadAddresses: act({
          read: readLoadForm,
          take: ({ request: { list, ...named }, by, now }: Asked<LoadRequest>) =>
            loadAddresses({ file: typeof list === "string" ? new TextEncoder().encode(list) : list, ...named, by, now }, ports.lists),
          outcomes: loadOutcomes,
          again: async ({ by }, { status, errors }) => addressListPage({ list: await ports.lists.current(), by, errors }, status),
        }),
      },
    },
    ports,
  );
