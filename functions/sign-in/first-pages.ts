import type { Principal } from "../../shared/domain/principal.ts";
import { functions, type Role } from "../../shared/system.ts";

type FirstPage = { readonly href: string; readonly text: string; readonly does: string; readonly who: readonly Role[] };

/** Where each role's work begins. */
const firstPages: readonly FirstPage[] = [
  {
    href: "/cases",
    text: "Cases",
    does: "Applications that wait for a decision, and those decided",
    who: functions.assess.routes["GET /cases"],
  },
  {
    href: "/approvals",
    text: "Approvals",
    does: "Awards above their decider’s limit, which wait for a second person",
    who: functions.award.routes["GET /approvals"],
  },
  { href: "/finance", text: "Money", does: "What each scheme has, has spent and has left", who: functions.report.routes["GET /finance"] },
  {
    href: "/payments",
    text: "Payments",
    does: "What the bank is to pay, the batches it is paid in, and what it rejected",
    who: functions.pay.routes["GET /payments"],
  },
  {
    href: "/runs",
    text: "Runs",
    does: "Awards to many households at once, from a list or from chosen cases",
    who: functions.bulk.routes["GET /runs"],
  },
  {
    href: "/fulfilment",
    text: "Deliveries",
    does: "What was awarded, on its way to households, and what needs somebody",
    who: functions.fulfil.routes["GET /fulfilment"],
  },
  {
    href: "/schemes",
    text: "Schemes",
    does: "The rules, amounts and dates of each scheme, and changes to them",
    // Others who read schemes begin elsewhere, and find them in the navigation.
    who: functions.schemes.routes["POST /schemes/{scheme}/drafts"],
  },
  {
    href: "/services",
    text: "Services",
    does: "Who helps beside money, how they are reached, and changes to that",
    // Others who read the directory begin elsewhere, and find it in the navigation.
    who: functions.services.routes["POST /services/drafts"],
  },
  {
    href: "/referrals",
    text: "Referrals",
    does: "People whom your service has been asked to help",
    who: functions.refer.routes["GET /referrals"],
  },
  {
    href: "/operations",
    text: "Operations",
    does: "What could not be sent, delivered or ordered, and trying it again",
    who: functions.operate.routes["GET /operations"],
  },
];

export const firstPagesOf = ({ roles }: Pick<Principal, "roles">): readonly FirstPage[] =>
  firstPages.filter(({ who }) => who.some((role) => roles.includes(role)));
