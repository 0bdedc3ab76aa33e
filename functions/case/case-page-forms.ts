import { randomUUID } from "node:crypto";
import { isOpenStatus } from "../../shared/domain/case/case.ts";
import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import { type Day, londonDay } from "../../shared/domain/dates.ts";
import { type Directory, servicesToReferTo } from "../../shared/domain/directory/directory.ts";
import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { conversationOutcomes } from "../../shared/domain/public-funds.ts";
import { isToFollowUp } from "../../shared/domain/referral/follow-up.ts";
import { agreementOf, mayMove, type Referral } from "../../shared/domain/referral/referral.ts";
import { factsOf } from "../../shared/domain/rules/facts.ts";
import { type LookFirst, toLookAt } from "../../shared/domain/rules/look-first.ts";
import { type Delivery, deliveries, itemOf, mayRefuseForMoney, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import { blankForm } from "../../shared/forms/typed-form.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { awardFormView } from "./award-form-view.ts";
import { filledRows, type TypedRow } from "./award-rows.ts";
import type { CaseFacts } from "./case-facts.ts";
import type { CaseForm, TypedForm } from "./case-form.ts";
import { refusalReasons, refusalWords } from "./case-words.ts";
import { onwardHelpChoices, suggestedHelp } from "./suggested-help.ts";

export const formsOf = (
  facts: CaseFacts,
  typed: TypedForm | undefined,
  principal: Principal,
  now: Date,
  held: readonly LookFirst[] = [],
) => {
  const { scheme, application, assessment, directories } = facts;
  const fieldsTyped = (form: CaseForm): Form | undefined => (typed?.form === form ? typed.fields : undefined);
  const fieldsOf = (form: CaseForm): Form => fieldsTyped(form) ?? blankForm;
  const known = assessment && factsOf(application, assessment.facts);
  return {
    fields: {
      award: fieldsOf("award"),
      refuse: fieldsOf("refuse"),
      ask: fieldsOf("ask"),
      answer: fieldsOf("answer"),
      refer: fieldsOf("refer"),
      withdraw: fieldsOf("withdraw"),
      settle: fieldsOf("settle"),
      agree: fieldsOf("agree"),
      approve: fieldsOf("approve"),
      decline: fieldsOf("decline"),
      speak: fieldsOf("speak"),
      stopWaiting: fieldsOf("stopWaiting"),
      lift: fieldsOf("lift"),
    },
    // A form sent again after a mistake is still the same decision.
    decisionId: typed?.fields.one("decisionId") || randomUUID(),
    award: scheme && known && isOpen(facts) ? awardFormView(scheme, known, fieldsTyped("award"), principal) : undefined,
    looks: lookChoices(facts, held),
    outcomes: Object.entries(conversationOutcomes).map(([value, text]) => ({ value, text })),
    ...onwardHelpChoices(
      scheme && known ? suggestedHelp(scheme, known) : new Map(),
      directoryAt(directories, now),
      directoryAt(directories, new Date(facts.case.submittedAt)),
    ),
    refusals: scheme ? refusalChoices(scheme, facts) : [],
    mayRefuseForMoney: scheme !== undefined && mayRefuseForMoney(scheme),
  };
};

/** The looks that the decider can record: those of the case now, and further ones of the award as typed. */
const lookChoices = ({ case: head, assessment }: CaseFacts, held: readonly LookFirst[]) => {
  const all = [...toLookAt(assessment?.results ?? [], head), ...held].filter(({ settledBy }) => settledBy === "record");
  const once = new Map(all.map((look) => [look.rule, look]));
  return [...once.values()].map(({ rule, because }) => ({ value: rule, text: because }));
};

/** Reasons in order: the outcome of the private conversation, failed rules, other rules, other reasons. */
const refusalChoices = (scheme: Scheme, { case: head, assessment }: CaseFacts) => {
  const results = assessment?.results ?? [];
  const outcome = head.conversation?.outcome;
  const first = outcome && outcome !== "mayBeAwarded" ? [outcome] : [];
  const possible = refusalReasons(scheme);
  const failed = results.filter(({ verdict, rule }) => verdict === "fail" && possible.includes(rule)).map(({ rule }) => rule);
  return [...new Set([...first, ...failed, ...possible])].map((value) => {
    const result = results.find(({ rule }) => rule === value);
    return {
      value,
      text: refusalWords(value, scheme) ?? value,
      ...(result && { hint: { text: `${verdictWords[result.verdict]} ${result.because}` } }),
    };
  });
};
const verdictWords = { pass: "The rule passes.", fail: "The rule fails.", refer: "The rule asks that you look." } as const;

export const isOpen = ({ case: { status } }: CaseFacts): boolean => isOpenStatus(status);

/** The referrals that a caseworker has to deal with. */
export const toFollowUpIn = ({ referrals, followUps }: Pick<CaseFacts, "referrals" | "followUps">, today: Day): readonly Referral[] =>
  referrals.filter((referral) =>
    isToFollowUp(
      referral,
      followUps.find(({ referralId }) => referralId === referral.referralId),
      today,
    ),
  );

/** Whether the page still offers a form after the case has changed. */
export const isOffered = ({ form, fields }: TypedForm, facts: CaseFacts, now: Date): boolean => {
  switch (form) {
    case "award":
      return isOpen(facts) && facts.scheme !== undefined;
    case "refuse": {
      const isWithdrawn = facts.case.status === "forMoney" && fields.one("because") === "withdrawn";
      return (isOpen(facts) || isWithdrawn) && facts.scheme !== undefined;
    }
    case "ask":
      return isOpen(facts);
    case "answer":
      return facts.case.status === "asked";
    case "speak":
      return isOpen(facts);
    case "refer":
      return agreementOf(facts.case, facts.application).agreed;
    case "agree":
      return true;
    case "approve":
    case "decline":
      return facts.case.status === "toApprove";
    case "stopWaiting":
      return facts.case.status === "forMoney";
    case "lift":
      return isBarred(facts.case, fields.one("principalId"));
    case "settle":
      return toFollowUpIn(facts, londonDay(now)).some(({ referralId }) => referralId === fields.one("referralId"));
    case "withdraw":
      return facts.referrals.some(({ referralId, state }) => referralId === fields.one("referralId") && mayMove(state, "cancelled"));
  }
};

/** Texts typed into a form that the page no longer offers: the assessor may want them elsewhere. */
export const textsIn = ({ form, fields }: TypedForm, scheme: Scheme | undefined, directory: Directory): string[] => [
  ...(form === "award" ? filledRows(fields).map((row) => rowWords(row, scheme)) : []),
  ...["reason", "notAccepted", "question", "answer", "asks", ...servicesToReferTo(directory).map(({ code }) => `asks-${code}`)]
    .map((field) => fields.one(field).trim())
    .filter((text) => text !== ""),
];

const rowWords = ({ item, amount, delivery, reason }: TypedRow, scheme: Scheme | undefined): string =>
  [
    (scheme && itemOf(scheme, item)?.label) ?? item,
    amount && `£${amount.replace(/^£/, "")}`,
    Object.hasOwn(deliveries, delivery) ? deliveries[delivery as Delivery] : "",
    reason,
  ]
    .filter((text) => text !== "")
    .join(", ");
