import type { AccountId } from "../../../infra/local/accounts.ts";
import { type FunctionSpec, functions } from "../../../shared/system.ts";
import type { Answered, Asked } from "./callers.ts";
import { guarded } from "./guarded-routes.ts";
import { councilStaff, type MarkedWorld, mark } from "./marked-world.ts";
import { personOf } from "./people.ts";
import { bodyInOrder } from "./steps-in-order.ts";

/** An account with the right role for a route that is refused for this item. */
export type NotTheirs = { readonly route: string; readonly as: AccountId; readonly asked: Asked; readonly told: 403 | 404 };

/** A page that shows the form again says why it was refused, and is there. */
export const toldIn = ({ status, isReturned }: Answered): number => (isReturned && status === 200 ? 403 : status);

type Rule = {
  readonly is: RegExp;
  /** The account with the role that this route must refuse. */
  readonly who: (world: MarkedWorld) => { readonly as: AccountId; readonly path: Readonly<Record<string, string>> };
  readonly told: 403 | 404;
  readonly sends?: (route: string, world: MarkedWorld) => object;
};

const mayCall = (account: AccountId, route: string) =>
  guarded.some((one) => one.route === route && personOf(account).roles.some((role) => one.who.includes(role)));

const itsVersion = () => ({ version: 1 });
const ofReferral = (route: string) => ({
  ...(!/interests?$/.test(route) && itsVersion()),
  ...(/(reject|rejections)$/.test(route) && { reason: `${mark} is not ours.` }),
  ...(/outcomes?$/.test(route) && { outcome: `${mark} was helped.` }),
});
const reason = () => ({ why: `${mark} did not ask.` });

const rules: readonly Rule[] = [
  // A referral of another service looks the same as an unknown id.
  { is: /\{referralId\}/, who: ({ path }) => ({ as: "welfare-rights", path }), told: 404, sends: ofReferral },
  // Somebody else's session looks the same as an unknown id.
  { is: /\{sessionId\}/, who: ({ path }) => ({ as: "assessor-1", path: { ...path, sessionId: "somebody-elses" } }), told: 404 },
  // Nobody releases, signs, approves or publishes their own work.
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
  // Only the proposer of a change takes it back.
  { is: /\{changeId\}\/(take-back|withdrawals)$/, who: ({ path }) => ({ as: "finance-2", path }), told: 403 },
];

/** Steps in a case, which a declared interest bars. Declaring it again changes nothing. */
const isStep = /^POST .*\{(caseId|householdId|lineId|messageId)\}\/(?!declare-interest$|interests$)/;

/** Routes that everybody with the role may call for every item, and why. */
const everybodys: readonly { readonly is: RegExp; readonly because: string }[] = [
  {
    is: /^GET .*\{(caseId|awardId|lineId|messageId)\}/,
    because: "A case is the council's. A declared interest bars from steps, not from reading.",
  },
  { is: /^GET .*\{householdId\}/, because: "A household is the council's. Who has declared an interest: household.test.ts tries that." },
  { is: /\{caseId\}\/(declare-interest|interests)$/, because: "An interest can always be declared." },
  { is: /^GET .*\{(batchId|runId|draftId|changeId|planId|statementId|returnId)\}/, because: "These roles read each other's work." },
  { is: /\{planId\}\/(sign|signatures)$/, because: "Nobody signs the plan that they prepared: two-people.test.ts tries that." },
  { is: /\{planId\}\/(throw-away|withdrawals)$/, because: "Anybody who may sign a plan may throw it away." },
  {
    is: /\{statementId\}\/(approve|approvals)$/,
    because: "Nobody approves the statement that they prepared: two-people.test.ts tries that.",
  },
  { is: /\{statementId\}\/(refuse|refusals)$/, because: "Anybody who may approve a statement may refuse it." },
  { is: /^GET .*\{exportId\}/, because: "A file is its asker's, held to the roles of whoever takes it: exports.test.ts tries that." },
  {
    is: /\{returnId\}/,
    because: "Finance and the Section 151 officer answer for the grant together: two-people.test.ts tries who certifies.",
  },
  { is: /\{batchId\}\/(finish|completions|results)$/, because: "Anybody in finance may continue a batch." },
  { is: /\{batchId\}\/(redate|new-days)$/, because: "Anybody in finance may but its releaser: two-people.test.ts tries that." },
  { is: /\{runId\}\/(cancel|cancellations|resume|resumptions)$/, because: "Anybody with these roles may cancel or resume a run." },
  { is: /\{registerId\}/, because: "Scheme managers keep the lists of other offices together." },
  { is: /\{draftId\}\/(\{section\}|parts\/\{part\}|documents|trials?|discard)$/, because: "Scheme managers write a draft together." },
  { is: /^[^{]*(\{(scheme|version|fulfiller|queue)\}[^{]*)+$/, because: "These are names that the council chose. They belong to nobody." },
];

const reads: readonly string[] = Object.values<FunctionSpec>(functions).flatMap(({ reads: own = {} }) => Object.keys(own));
/** Shows a form to whoever sent it, and sends everybody else to its page: returned-forms.test.ts. */
const isReturn = (route: string) => route.startsWith("GET ") && !reads.includes(route);

/** Routes with an id in their path. */
const named = guarded.filter(({ route }) => route.includes("{") && !isReturn(route)).map(({ route }) => route);

/** Routes with an id and without an ownership rule. */
export const unsaid: readonly string[] = named.filter(
  (route) => !isStep.test(route) && ![...rules, ...everybodys].some(({ is }) => is.test(route)),
);

/** Every account that a route must refuse for an item of this world, although it has the role. */
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
