import type { FunctionName } from "../../shared/system.ts";

/** Who suffers, and how, while a function fails. An alarm that nobody suffers from is not worth waking anyone. */
export const sufferers = {
  site: "Nobody can open the start page or the pages that the law asks for",
  signIn: "Staff and partners cannot sign in",
  apply: "Residents cannot send applications",
  assess: "Assessors cannot read cases or decide them",
  award: "Assessors cannot award, so households wait for their money",
  refer: "Partners cannot see or answer their referrals",
  deliverReferrals: "Families wait: partners are not given the referrals made for them",
  sendMessages: "Residents are not told what was decided",
  report: "Finance cannot see what is spent and what is left",
  schemes: "Staff cannot read the schemes, and their managers cannot change or publish one",
  tryScheme: "Scheme managers wait to see what a change would have done to last year’s cases",
} as const satisfies Record<FunctionName, string>;
