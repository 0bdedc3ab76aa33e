import { type Directory, type ReferralReason, type ServiceCode, servicesToReferTo, servicesToTellOf } from "./directory.ts";

/** Help beside money: referrals, and services to tell a resident of. */
export type OnwardHelpAsked = {
  readonly referrals: readonly { readonly service: ServiceCode; readonly reasons: readonly ReferralReason[] }[];
  readonly signposts: readonly ServiceCode[];
};

export const asksForOnwardHelp = ({ referrals, signposts }: OnwardHelpAsked): boolean => referrals.length + signposts.length > 0;

export type OnwardHelpProblem = { readonly path: readonly (string | number)[]; readonly message: string };

/** Problems of a referral that the directory in force does not allow. */
export const referralProblems = (
  { service: code, reasons }: OnwardHelpAsked["referrals"][number],
  directory: Directory,
): readonly OnwardHelpProblem[] => {
  const service = servicesToReferTo(directory).find((each) => each.code === code);
  if (!service) return [{ path: ["service"], message: "Select a service that takes referrals" }];
  return reasons.flatMap((reason, index) =>
    service.reasons.includes(reason)
      ? []
      : [{ path: ["reasons", index], message: `Select only reasons for which people are referred to ${service.name}` }],
  );
};

/** The same for all that a decision offers. */
export const onwardHelpProblems = ({ referrals, signposts }: OnwardHelpAsked, directory: Directory): readonly OnwardHelpProblem[] => {
  const told = servicesToTellOf(directory);
  return [
    ...referrals.flatMap((referral, index) =>
      referralProblems(referral, directory).map(({ path, message }) => ({ path: ["referrals", index, ...path], message })),
    ),
    ...signposts.flatMap((code, index) =>
      told.some((service) => service.code === code) ? [] : [{ path: ["signposts", index], message: "Select a signpost from the list" }],
    ),
  ];
};
