/** A resident's choices, by code. Apart from the schemas of the application, so that code that shows an answer loads none. */

export const applicantRoles = {
  self: "Myself",
  friendOrRelative: "A friend or relative",
  organisation: "Someone I support in my work",
} as const;
export const relationships = {
  self: "The person who needs help",
  partner: "Partner",
  child: "Child",
  otherAdult: "Another adult",
} as const;
/** The ways in which people at one address share. Only people who share money, or depend on one another, are one household. */
export const sharing = { money: "Shares money with them", addressOnly: "Only shares the address" } as const;
/** Only where several households live at one address is it asked. A refuge has a kind of address of its own. */
export const kindsOfHome = {
  own: "A home of their own",
  shared: "A shared house, with people who are not one household",
  supported: "Supported housing",
  hostel: "A hostel",
} as const;
export const benefits = {
  universalCredit: "Universal Credit",
  universalCreditHousing: "Universal Credit with help for rent",
  housingBenefit: "Housing Benefit",
  pensionCredit: "Pension Credit",
  esa: "Employment and Support Allowance",
  jsa: "Jobseeker's Allowance",
  incomeSupport: "Income Support",
  pip: "Personal Independence Payment or Disability Living Allowance",
  attendanceAllowance: "Attendance Allowance",
  carersAllowance: "Carer's Allowance",
  childBenefit: "Child Benefit",
  statePension: "State Pension",
  councilTaxSupport: "Council Tax Support",
} as const;
export const triggers = {
  suddenExpense: "A sudden cost that I did not expect",
  dropInIncome: "My income has dropped or stopped",
  atRisk: "I am managing now, but soon I will not be",
  ongoing: "Money has been short for a long time",
} as const;
export const essentialsWithout = {
  food: "Food",
  heatingOrPower: "Heating, gas or electricity",
  somewhereToSleep: "A safe place to sleep tonight",
  babyOrMedicine: "Something a baby or an ill person cannot do without",
} as const;
export const otherSchemes = {
  discretionaryHousingPayment: "A discretionary housing payment",
  communitySupportGrant: "A community support grant",
  freeSchoolMeals: "Free school meals or holiday food vouchers",
} as const;
export const recourseAnswers = { no: "No", yes: "Yes", notSure: "I do not know, or would rather not say" } as const;
export const contactWays = { phone: "Phone call", text: "Text message", email: "Email", letter: "Letter" } as const;
