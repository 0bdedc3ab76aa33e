/** A referral is a service's to answer; a signpost only tells a resident where to go. They are never the same thing. */

export const services = {
  welfareRights: { label: "Welfare Benefit Adviser", helpsWith: "Checks that every benefit is claimed and paid" },
  earlyHelp: { label: "Early Help and Family Hubs", helpsWith: "Works with a family on more than one difficulty at a time" },
} as const;
export type ServiceCode = keyof typeof services;
export const serviceCodes = Object.keys(services) as ServiceCode[];
export const isService = (code: string): code is ServiceCode => Object.hasOwn(services, code);

export const referralReasons = {
  incomeMaximisation: "Income maximisation",
  benefitProblem: "A benefit that is wrong, late or capped",
  debt: "Debt",
  housing: "Housing",
  familySupport: "Support for a family",
  parenting: "Parenting or a new baby",
} as const;
export type ReferralReason = keyof typeof referralReasons;
export const referralReasonCodes = Object.keys(referralReasons) as ReferralReason[];

export const signposts = {
  debtAdvice: { label: "Debt advice", tells: "Free, confidential debt advice: StepChange, National Debtline or Citizens Advice." },
  foodNetwork: { label: "Local food network", tells: "The local food network: food hubs near you, without a referral." },
  holidayActivities: {
    label: "Holiday Activities and Food",
    tells: "Free activities and a meal in the school holidays, for children who get free school meals.",
  },
  freeSchoolMeals: { label: "Free school meals", tells: "Free school meals: apply through the school or the council." },
  energyAdvice: { label: "Energy advice", tells: "Advice on energy bills, prepayment meters and supplier grants." },
} as const;
export type SignpostCode = keyof typeof signposts;
export const signpostCodes = Object.keys(signposts) as SignpostCode[];
