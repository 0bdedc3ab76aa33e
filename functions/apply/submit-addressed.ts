import { type AddressFound, type Gazetteer, otherCouncilOf } from "../../shared/domain/address/listed-address.ts";
import { type Application, outsideArea } from "../../shared/domain/application.ts";
import { residenceOf } from "../../shared/domain/area.ts";
import type { Problem } from "../../shared/forms/form.ts";
import { type SubmitOutcome, type SubmitPorts, submitApplication, type ToSubmit } from "./submit-application.ts";

type Address = Application["address"];
export type KnownAddress = { readonly kind: "known"; readonly address: Address } | { readonly kind: "wrong"; readonly problem: Problem };

/** What the address list says of a UPRN, which nobody is believed about: its council, and its part of the building. */
const knownAddress = async (address: Address, gazetteer: Gazetteer): Promise<KnownAddress> => {
  if (address.kind !== "settled" || address.uprn === undefined) return { kind: "known", address };
  const found = await gazetteer.byUprn(address.uprn, address.postcode);
  const problem = problemWith(found, address.postcode);
  if (problem) return { kind: "wrong", problem };
  if (found.kind !== "found") return { kind: "known", address };
  const { custodian, unit } = found.address;
  return { kind: "known", address: { ...address, ...(unit !== undefined && { unit }), ...(custodian !== undefined && { custodian }) } };
};

const problemWith = (found: AddressFound, postcode: string): Problem | undefined => {
  const atUprn = (message: string) => ({ path: ["address", "uprn"], message });
  const isOutside = residenceOf(postcode) === "outside";
  switch (found.kind) {
    case "notListed":
      return atUprn("The address list has no such UPRN at this postcode. Correct it, or leave it out and give the lines");
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
