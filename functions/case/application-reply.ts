import type { Application, Person } from "../../shared/domain/application.ts";
import { maskedPayee } from "../../shared/domain/bank/payee.ts";

const applicantReply = ({ role, helperName, organisation, permission }: Application["applicant"]) => ({
  role,
  ...(helperName !== undefined && { helperName }),
  ...(organisation !== undefined && { organisation }),
  ...(permission !== undefined && { permission }),
});

const personReply = ({ name, otherNames, nino, dateOfBirth, estimatedAge, relationship, shares }: Person) => ({
  name,
  ...(otherNames && { otherNames }),
  ...(nino !== undefined && { nino }),
  ...(dateOfBirth !== undefined && { dateOfBirth }),
  ...(estimatedAge !== undefined && { estimatedAge }),
  relationship,
  ...(shares && { shares }),
});

type Settled = Extract<Application["address"], { kind: "settled" }>;
const linesReply = ({ line1, line2, town, postcode }: Pick<Settled, "line1" | "line2" | "town" | "postcode">) => ({
  line1,
  ...(line2 !== undefined && { line2 }),
  ...(town !== undefined && { town }),
  postcode,
});

const addressReply = (address: Application["address"]) => {
  switch (address.kind) {
    case "none":
      return { kind: address.kind, staying: address.staying };
    case "refuge":
      return { kind: address.kind, ...(address.post && { post: linesReply(address.post) }) };
    case "settled": {
      const { kind, uprn, unit, home, custodian } = address;
      return {
        kind,
        ...linesReply(address),
        ...(uprn !== undefined && { uprn }),
        ...(unit !== undefined && { unit }),
        ...(home && { home }),
        ...(custodian !== undefined && { custodian }),
      };
    }
  }
};

const moneyReply = ({ monthlyIncome, benefits, savings, monthlyHousingCosts }: Application["money"]) => ({
  monthlyIncome,
  benefits,
  savings,
  ...(monthlyHousingCosts !== undefined && { monthlyHousingCosts }),
});

const circumstancesReply = ({ trigger, story, storyByPhone, without, helpFrom }: Application["circumstances"]) => ({
  trigger,
  ...(story !== undefined && { story }),
  ...(storyByPhone && { storyByPhone }),
  without,
  ...(helpFrom && { helpFrom }),
});

export const contactReply = ({ ways, phone, email, safety }: Application["contact"]) => ({
  ways,
  ...(phone !== undefined && { phone }),
  ...(email !== undefined && { email }),
  ...(safety !== undefined && { safety }),
});

/** Bank details leave masked: every program that reads a case would hold account numbers otherwise. */
export const applicationReply = (application: Application) => {
  const { applicant, people, address, money, circumstances, wants, publicFunds, contact, sharing, payTo, declared } = application;
  return {
    applicant: applicantReply(applicant),
    people: people.map(personReply),
    address: addressReply(address),
    money: moneyReply(money),
    circumstances: circumstancesReply(circumstances),
    wants: { needs: wants.needs, ...(wants.details !== undefined && { details: wants.details }) },
    ...(publicFunds && { publicFunds: { noRecourse: publicFunds.noRecourse } }),
    contact: contactReply(contact),
    sharing: { agreed: sharing.agreed },
    ...(payTo && { payTo: maskedPayee(payTo) }),
    declared,
  };
};
