import type { Application, Person } from "../../shared/domain/application.ts";
import { maskedPayee } from "../../shared/domain/bank/payee.ts";

const applicantReply = ({ role, helperName, organisation, permission }: Application["applicant"]) => ({
  role,
  ...(helperName !== undefined && { helperName }),
  ...(organisation !== undefined && { organisation }),
  ...(permission !== undefined && { permission }),
});

const personReply = ({ name, dateOfBirth, estimatedAge, relationship, shares }: Person) => ({
  name,
  ...(dateOfBirth !== undefined && { dateOfBirth }),
  ...(estimatedAge !== undefined && { estimatedAge }),
  relationship,
  ...(shares && { shares }),
});

const addressReply = (address: Application["address"]) => {
  if (address.kind === "none") return { kind: address.kind, staying: address.staying };
  const { kind, line1, line2, town, postcode } = address;
  return { kind, line1, ...(line2 !== undefined && { line2 }), ...(town !== undefined && { town }), postcode };
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
