import type { AccountId } from "../../../infra/local/accounts.ts";
import type { Asked } from "./callers.ts";
import { guarded } from "./guarded-routes.ts";
import { councilStaff, type MarkedWorld, mark } from "./marked-world.ts";
import { personOf } from "./people.ts";
import { bodyInOrder } from "./steps-in-order.ts";

/** Somebody whose role may call a route, and who may not for what they are to the very thing that it names. */
export type NotTheirs = { readonly route: string; readonly as: AccountId; readonly asked: Asked; readonly told: 403 | 404 };

type Rule = {
  readonly is: RegExp;
  /** Who it is not for, of those who hold the role. */
  readonly who: (world: MarkedWorld) => { readonly as: AccountId; readonly path: Readonly<Record<string, string>> };
  readonly told: 403 | 404;
  readonly sends?: (route: string, world: MarkedWorld) => object;
};

const mayCall = (account: AccountId, route: string) =>
  guarded.some((one) => one.route === route && personOf(account).roles.some((role) => one.who.includes(role)));

const itsVersion = () => ({ version: 1 });
const ofReferral = (route: string) => ({
  ...itsVersion(),
  ...(/(reject|rejections)$/.test(route) && { reason: `${mark} is not ours.` }),
  ...(/outcomes?$/.test(route) && { outcome: `${mark} was helped.` }),
});
const reason = () => ({ why: `${mark} did not ask.` });

const rules: readonly Rule[] = [
  // A referral is its own service's, and nobody else is told that it is there.
  { is: /\{referralId\}/, who: ({ path }) => ({ as: "welfare-rights", path }), told: 404, sends: ofReferral },
  // Two people: whoever prepared something does not also release, sign, approve or publish it.
  { is: /\{batchId\}\/releases?$/, who: ({ path }) => ({ as: "finance", path }), told: 403, sends: itsVersion },
  { is: /\{changeId\}\/(sign|signatures)$/, who: ({ path }) => ({ as: "finance", path }), told: 403 },
  { is: /\{changeId\}\/(refuse|refusals)$/, who: ({ path }) => ({ as: "finance", path }), told: 403, sends: reason },
  { is: /\{runId\}\/(approve|approvals)$/, who: ({ path }) => ({ as: "approver", path }), told: 403, sends: itsVersion },
  {
    is: /service-drafts\/\{draftId\}\/(publish|publications)$/,
    who: ({ path }) => ({ as: "scheme-manager", path: { ...path, draftId: path.serviceDraftId ?? "" } }),
    told: 403,
    sends: itsVersion,
  },
  { is: /\{draftId\}\/(publish|publications)$/, who: ({ path }) => ({ as: "scheme-manager", path }), told: 403, sends: itsVersion },
  // And only whoever proposed a change takes it back.
  { is: /\{changeId\}\/(take-back|withdrawals)$/, who: ({ path }) => ({ as: "finance-2", path }), told: 403 },
];

/** Whoever declared an interest in a case takes no step in it; declaring it again changes nothing. */
const isStep = /^POST .*\{(caseId|lineId)\}\/(?!declare-interest$|interests$)/;

/** What everybody of a route's roles may read or do alike, and why. */
const everybodys: readonly { readonly is: RegExp; readonly because: string }[] = [
  {
    is: /^GET .*\{(caseId|awardId|lineId)\}/,
    because: "A case is the council's: an interest bars from steps, and not from seeing that it is there.",
  },
  { is: /\{caseId\}\/(declare-interest|interests)$/, because: "An interest can always be declared." },
  { is: /^GET .*\{(batchId|runId|draftId|changeId)\}/, because: "What one person prepares, the others of these roles look at." },
  { is: /\{batchId\}\/(finish|completions|results)$/, because: "Whoever of finance is there goes on with a batch." },
  { is: /\{runId\}\/(cancel|cancellations|resume|resumptions)$/, because: "Whoever of these roles is there stops a run or has it go on." },
  { is: /\{draftId\}\/(\{section\}|parts\/\{part\}|documents|trials?|discard)$/, because: "Scheme managers write a draft together." },
  { is: /^[^{]*(\{(scheme|version|fulfiller|queue)\}[^{]*)+$/, because: "These are names of the council's own, and nobody's." },
];

/** The routes that name a thing by its id. */
const named = guarded.filter(({ route }) => route.includes("{")).map(({ route }) => route);

/** The routes with an id of which nobody has said yet whose it is. */
export const unsaid: readonly string[] = named.filter(
  (route) => !isStep.test(route) && ![...rules, ...everybodys].some(({ is }) => is.test(route)),
);

/** Everybody who may call a route and yet not for this thing, wherever the world was made. */
export const notTheirs = (world: MarkedWorld): NotTheirs[] =>
  named.flatMap((route): NotTheirs[] => {
    const bodied = (body: object): Asked => (route.includes(" /api/") ? { json: body } : { form: formOf(body) });
    if (isStep.test(route)) {
      const asked = { path: world.knownToStaff, ...bodied(bodyInOrder(route, world.knownToStaff.householdId)) };
      return councilStaff.filter((account) => mayCall(account, route)).map((as) => ({ route, as, asked, told: 403 }));
    }
    const rule = rules.find(({ is }) => is.test(route));
    if (!rule) return [];
    const { as, path } = rule.who(world);
    return [{ route, as, told: rule.told, asked: { path, ...bodied(rule.sends?.(route, world) ?? {}) } }];
  });

const formOf = (body: object) => Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
