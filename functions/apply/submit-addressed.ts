import { type AddressFound, type Gazetteer, otherCouncilOf } from "../../shared/domain/address/listed-address.ts";
import { type Application, outsideArea } from "../../shared/domain/application.ts";
import { residenceOf } from "../../shared/domain/area.ts";
import type { Problem } from "../../shared/forms/form.ts";
import { type SubmitOutcome, type SubmitPorts, submitApplication, type ToSubmit } from "./submit-application.ts";

export type AddressedPorts = SubmitPorts & { readonly gazetteer: Gazetteer };

export type AddressedOutcome =
  | SubmitOutcome
  /** The address list has the home as gone, or in another council's area. */
  | { readonly kind: "addressNotRight"; readonly problem: Problem };

/** Submits an application with what the address list says of its home. */
export const submitAddressed = async (sent: ToSubmit, { gazetteer, ...ports }: AddressedPorts): Promise<AddressedOutcome> => {
  const home = await knownAddress(sent.application.address, gazetteer);
  if (home.kind === "wrong") return { kind: "addressNotRight", problem: home.problem };
  return submitApplication({ ...sent, application: { ...sent.application, address: home.address } }, ports);
};

type Address = Application["address"];
type KnownAddress = { readonly kind: "known"; readonly address: Address } | { readonly kind: "wrong"; readonly problem: Problem };

/** Looks the UPRN up: the address list, and no sender, says whose area a home is in. */
const knownAddress = async (address: Address, gazetteer: Gazetteer): Promise<KnownAddress> => {
  if (address.kind !== "settled" || address.uprn === undefined) return { kind: "known", address };
  const found = await gazetteer.byUprn(address.uprn, address.postcode);
  const problem = problemWith(found, address.postcode);
  if (problem) return { kind: "wrong", problem };
  if (found.kind !== "found") return { kind: "known", address };
  const { custodian } = found.address;
  return { kind: "known", address: { ...address, ...(custodian !== undefined && { custodian }) } };
};

const problemWith = (found: AddressFound, postcode: string): Problem | undefined => {
  const atUprn = (message: string) => ({ path: ["address", "uprn"], message });
  const isOutside = residenceOf(postcode) === "outside";
  switch (found.kind) {
    // A list is some weeks behind new homes, so a UPRN that it lacks proves nothing.
    case "notListed":
    case "unavailable":
      return isOutside ? { path: ["address", "postcode"], message: outsideArea } : undefined;
    case "found": {
      if (found.address.isGone)
        return atUprn("This home stands in the address list as gone. Give the UPRN of a home that exists, or leave it out");
      const other = otherCouncilOf(found.address);
      if (other)
        return atUprn(
          `This home is in ${other}, outside the area we can help. Its own council has its own scheme: gov.uk/find-local-council`,
        );
      return isOutside && found.address.custodian === undefined ? { path: ["address", "postcode"], message: outsideArea } : undefined;
    }
  }
};
