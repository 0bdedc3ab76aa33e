import type { FunctionName } from "../../shared/system.ts";

/** Who suffers, and how, while a function fails. An alarm that nobody suffers from is not worth waking anyone. */
export const sufferers = {
  site: "Nobody can open the start page or the pages that the law asks for",
  signIn: "Staff and partners cannot sign in",
  apply: "Residents cannot send applications",
  assess: "Assessors cannot read cases or decide them",
  award: "Assessors cannot award, so households wait for their money",
  fulfil: "Staff cannot order, deliver, cancel or take back what was awarded",
  startLines: "Households wait: what they were awarded is given to nobody who could bring it",
  sendOrders: "Households wait for their vouchers and cash codes",
  pay: "Finance cannot pay anybody through the bank",
  serveWaitingList: "Households that wait for money are not awarded it, although it is there",
  refer: "Partners cannot see or answer their referrals",
  deliverReferrals: "Families wait: partners are not given the referrals made for them",
  sendMessages: "Residents are not told what was decided",
  budget: "Finance cannot move money between budgets, so households may wait for it",
  nightly: "Households wait for money that should have gone on to this period, and nobody has checked the balances",
  watch: "Nobody is told when urgent cases wait, money runs out or a referral goes unanswered",
  report: "Finance cannot see what is spent and what is left",
  schemes: "Staff cannot read the schemes, and their managers cannot change or publish one",
  services: "Staff cannot read which services help, and nobody can change or publish them",
  bulk: "Staff cannot prepare, look at or approve runs of many awards",
  runAwards: "Households on a list wait for their awards",
  tryScheme: "Scheme managers wait to see what a change would have done to last year’s cases",
  relay: "Households and partners wait: nothing that follows from a decision is passed on",
  operate: "Nobody can see what could not be sent or delivered, nor have it tried again",
} as const satisfies Record<FunctionName, string>;
