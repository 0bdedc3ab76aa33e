import { randomUUID } from "node:crypto";
import { isOpenStatus, otherRefusalReasons } from "../../shared/domain/case.ts";
import { referralReasons, serviceCodes, services, signposts } from "../../shared/domain/onward-help.ts";
import { mayMove } from "../../shared/domain/referral.ts";
import { type Delivery, deliveries, itemOf, type Scheme } from "../../shared/domain/scheme.ts";
import { refusalReasons } from "../../shared/http/contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { filledRows, itemChoices, rowsAsTyped, rowsToBeginWith, type TypedRow } from "./award-rows.ts";
import type { CaseFacts } from "./case-facts.ts";
import type { CaseForm, TypedForm } from "./case-form.ts";
import { refusalWords } from "./case-words.ts";

const blank: Form = { one: () => "", all: () => [] };

/** Each form's fields as typed, and what its lists offer. */
export const formsOf = (facts: CaseFacts, typed: TypedForm | undefined, now: Date) => {
  const { scheme, application, household } = facts;
  const fieldsOf = (form: CaseForm): Form => (typed?.form === form ? typed.fields : blank);
  const failed = facts.assessment?.results.filter(({ verdict }) => verdict === "fail").map(({ rule }) => rule) ?? [];
  const inOrder = [...failed, ...refusalReasons.filter((reason) => !(failed as readonly string[]).includes(reason))];
  return {
    fields: {
      award: fieldsOf("award"),
      refuse: fieldsOf("refuse"),
      ask: fieldsOf("ask"),
      answer: fieldsOf("answer"),
      refer: fieldsOf("refer"),
      withdraw: fieldsOf("withdraw"),
    },
    // A form sent again after a mistake is still the same decision.
    decisionId: typed?.fields.one("decisionId") || randomUUID(),
    rows: typed?.form === "award" ? rowsAsTyped(typed.fields) : scheme ? rowsToBeginWith(scheme, application, household, now) : [],
    someItemsNeedReason: scheme?.items.some(({ ambiguous }) => ambiguous) ?? false,
    items: scheme ? itemChoices(scheme, application, now) : [],
    deliveries: Object.entries(deliveries).map(([value, text]) => ({ value, text })),
    services: serviceCodes.map((code) => ({ code, ...services[code] })),
    reasons: Object.entries(referralReasons).map(([value, text]) => ({ value, text })),
    signposts: Object.entries(signposts).map(([value, { label, tells }]) => ({ value, text: label, hint: { text: tells } })),
    refusals: inOrder.map((value) => refusalChoice(value, facts)),
  };
};

const refusalChoice = (value: (typeof refusalReasons)[number], { assessment }: CaseFacts) => {
  if (value in otherRefusalReasons) return { value, text: refusalWords(value) };
  const result = assessment?.results.find(({ rule }) => rule === value);
  return { value, text: refusalWords(value), ...(result && { hint: { text: `${verdictWords[result.verdict]} ${result.because}` } }) };
};
const verdictWords = { pass: "The rule passes.", fail: "The rule fails.", refer: "The rule asks that you look." } as const;

export const isOpen = ({ case: { status } }: CaseFacts): boolean => isOpenStatus(status);

/** Whether the page still offers a form, now that the case may have moved on. */
export const isOffered = ({ form, fields }: TypedForm, facts: CaseFacts): boolean => {
  switch (form) {
    case "award":
    case "refuse":
      return isOpen(facts) && facts.scheme !== undefined;
    case "ask":
      return isOpen(facts);
    case "answer":
      return facts.case.status === "asked";
    case "refer":
      return facts.application.sharing.agreed;
    case "withdraw":
      return facts.referrals.some(({ referralId, state }) => referralId === fields.one("referralId") && mayMove(state, "cancelled"));
  }
};

/** What someone typed in a form that the page no longer offers: it may still be wanted elsewhere. */
export const textsIn = ({ form, fields }: TypedForm, scheme: Scheme | undefined): string[] => [
  ...(form === "award" ? filledRows(fields).map((row) => rowWords(row, scheme)) : []),
  ...["reason", "question", "answer", "asks", ...serviceCodes.map((service) => `asks-${service}`)]
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
