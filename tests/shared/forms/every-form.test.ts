import * as fc from "fast-check";
import { expect, test } from "vitest";
import type * as z from "zod/mini";
import { askingOf } from "../../../functions/apply/question.ts";
import { questionNames } from "../../../functions/apply/questions.ts";
import { readAnswers } from "../../../functions/apply/read-answers.ts";
import {
  readAnswerForm,
  readAskForm,
  readConversationForm,
  readLiftForm,
  readRefuseForm,
  readStopWaitingForm,
} from "../../../functions/assess/assess-form.ts";
import { readAwardForm } from "../../../functions/award/award-form.ts";
import { readApproveForm, readDeclineForm } from "../../../functions/award/second-form.ts";
import { readChangeForm, readRefusalForm } from "../../../functions/budget/change-form.ts";
import { readRunForm } from "../../../functions/bulk/run-form.ts";
import { correctionForm, homeForm, leavingForm, memberForm } from "../../../functions/household/record-form.ts";
import { readPayeeForm } from "../../../functions/pay/pay-form.ts";
import { readAgreementForm, readReferForm, readWithdrawForm } from "../../../functions/refer/case-forms.ts";
import { readAcceptForm, readOutcomeForm, readRejectForm } from "../../../functions/refer/referral-forms.ts";
import { readEndForm, readStepForm } from "../../../functions/registers/register-form.ts";
import { readPlanForm, readSignForm } from "../../../functions/year-end/plan-form.ts";
import { applicationSchema } from "../../../shared/domain/application.ts";
import { shippedDirectory } from "../../../shared/domain/directory/shipped-directory.ts";
import type { FormRead } from "../../../shared/forms/form.ts";
import { type TypedFields, typedForm } from "../../../shared/forms/typed-form.ts";
import { payeeRequestSchema } from "../../../shared/http/contracts/pay-contracts.ts";
import { contracts } from "../../../shared/http/contracts.ts";
import type { Form } from "../../../shared/http/read-body.ts";
import { typedPages } from "../../functions/apply/resident.ts";

/** A valid form of each kind. The properties type some of its boxes otherwise. */
const seen = { version: "3", householdId: "h-1" };
type Sent = { readonly read: (form: Form) => FormRead<unknown>; readonly schema: z.ZodMiniType; readonly right: TypedFields };

const forms: Readonly<Record<string, Sent>> = {
  award: {
    read: (form) => readAwardForm(form, shippedDirectory),
    schema: contracts["POST /api/cases/{caseId}/awards"].request,
    right: {
      ...seen,
      "item-1": "food-voucher",
      "amount-1": "£49.50",
      "delivery-1": "VOUCHER",
      "item-3": "fuel",
      "amount-3": "1,000",
      "delivery-3": "CASH",
      "reason-3": "It is cold",
      evidence: ["PROOF:shown:A letter", "RENT:waived:tooUrgent", ""],
      services: ["earlyHelp"],
      "reasons-earlyHelp": ["debt"],
      "asks-earlyHelp": "Please call",
      signposts: ["debtAdvice"],
      reason: "No food in the house",
    },
  },
  refuse: {
    read: (form) => readRefuseForm(form, shippedDirectory),
    schema: contracts["POST /api/cases/{caseId}/refusals"].request,
    right: { ...seen, because: "incomeWithinLimit", reason: "Too much", signposts: ["energyAdvice"] },
  },
  ask: { read: readAskForm, schema: contracts["POST /api/cases/{caseId}/questions"].request, right: { ...seen, question: "How many?" } },
  answer: { read: readAnswerForm, schema: contracts["POST /api/cases/{caseId}/answers"].request, right: { ...seen, answer: "Two" } },
  speak: {
    read: readConversationForm,
    schema: contracts["POST /api/cases/{caseId}/conversations"].request,
    right: { ...seen, outcome: "mayBeAwarded" },
  },
  stopWaiting: {
    read: readStopWaitingForm,
    schema: contracts["POST /api/cases/{caseId}/queue-exits"].request,
    right: { ...seen, reason: "Moved" },
  },
  lift: {
    read: readLiftForm,
    schema: contracts["POST /api/cases/{caseId}/lifted-interests"].request,
    right: { principalId: "p-1", reason: "An error" },
  },
  addMember: {
    read: memberForm.read,
    schema: contracts["POST /api/households/{householdId}/people"].request,
    right: {
      ...seen,
      how: "joined",
      name: "Kim Other",
      otherNames: "Kim Before",
      "dateOfBirth-day": "1",
      "dateOfBirth-month": "2",
      "dateOfBirth-year": "1980",
      nino: "AB 12 34 56 C",
      relationship: "otherAdult",
      "on-day": "3",
      "on-month": "May",
      "on-year": "2026",
      reason: "They called",
    },
  },
  correctMember: {
    read: correctionForm.read,
    schema: contracts["POST /api/households/{householdId}/people/{personId}/corrections"].request,
    right: { ...seen, name: "Kim Other", estimatedAge: "40", reason: "They called" },
  },
  recordLeaving: {
    read: leavingForm.read,
    schema: contracts["POST /api/households/{householdId}/people/{personId}/leavings"].request,
    right: { ...seen, why: "moved", "on-day": "3", "on-month": "5", "on-year": "2026", reason: "They called" },
  },
  changeHome: {
    read: homeForm.read,
    schema: contracts["POST /api/households/{householdId}/homes"].request,
    right: {
      ...seen,
      kind: "settled",
      line1: "1 Every Road",
      postcode: "cv1 2ab",
      home: "shared",
      "on-day": "3",
      "on-month": "5",
      "on-year": "2026",
      reason: "They called",
    },
  },
  approve: { read: readApproveForm, schema: contracts["POST /api/cases/{caseId}/approvals"].request, right: { ...seen, reason: "" } },
  decline: { read: readDeclineForm, schema: contracts["POST /api/cases/{caseId}/declines"].request, right: { ...seen, reason: "No" } },
  refer: {
    read: readReferForm,
    schema: contracts["POST /api/cases/{caseId}/referrals"].request,
    right: { ...seen, service: "welfareRights", reasons: ["debt", "housing"], asks: "Please call" },
  },
  agree: {
    read: readAgreementForm,
    schema: contracts["POST /api/cases/{caseId}/agreements"].request,
    right: { ...seen, says: "noLongerAgrees", reason: "They called" },
  },
  withdraw: {
    read: readWithdrawForm,
    schema: contracts["POST /api/cases/{caseId}/withdrawals"].request,
    right: { ...seen, referralId: "R-1", reason: "Not needed" },
  },
  accept: { read: readAcceptForm, schema: contracts["POST /api/referrals/{referralId}/acceptances"].request, right: { version: "1" } },
  reject: {
    read: readRejectForm,
    schema: contracts["POST /api/referrals/{referralId}/rejections"].request,
    right: { version: "1", reason: "Full" },
  },
  outcome: {
    read: readOutcomeForm,
    schema: contracts["POST /api/referrals/{referralId}/outcomes"].request,
    right: { version: "1", outcome: "Done" },
  },
  transfer: {
    read: readChangeForm,
    schema: contracts["POST /api/schemes/{scheme}/budget-changes"].request,
    right: { kind: "transfer", amount: "£12,500", budget: "ENERGY_WATER#whole#ordinary", to: "FOOD#2026-11#urgent", why: "Cold" },
  },
  grantIncrease: {
    read: readChangeForm,
    schema: contracts["POST /api/schemes/{scheme}/budget-changes"].request,
    right: { kind: "grantIncrease", amount: "20000000", budget: "FOOD#whole#ordinary", why: "New money" },
  },
  loadRegister: { read: readStepForm, schema: contracts["POST /api/registers/{registerId}/loadings"].request, right: { version: "1" } },
  endRegister: {
    read: readEndForm,
    schema: contracts["POST /api/registers/{registerId}/endings"].request,
    right: { version: "1", reason: "The wrong month" },
  },
  closeYear: {
    read: readPlanForm,
    schema: contracts["POST /api/schemes/{scheme}/year-end-plans"].request,
    right: { kind: "close" },
  },
  returnMoney: {
    read: readPlanForm,
    schema: contracts["POST /api/schemes/{scheme}/year-end-plans"].request,
    right: { kind: "return", reference: "Their number 7" },
  },
  signPlan: {
    read: readSignForm,
    schema: contracts["POST /api/schemes/{scheme}/year-end-plans/{planId}/signatures"].request,
    right: { hash: "0".repeat(64) },
  },
  refuseChange: {
    read: readRefusalForm,
    schema: contracts["POST /api/schemes/{scheme}/budget-changes/{changeId}/refusals"].request,
    right: { why: "Too soon" },
  },
};

const typedByAnybody = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "0",
    "-1",
    "1.005",
    "£5",
    "99999999999999",
    "none",
    "yes",
    "self",
    "a\u0000b",
    "\ud800",
    "x".repeat(5_000),
    "__proto__",
  ),
  fc.string({ maxLength: 12 }),
);

/** The valid form, with some boxes typed otherwise. */
const nearly = (right: TypedFields) =>
  fc
    .record(Object.fromEntries(Object.keys(right).map((name) => [name, fc.option(typedByAnybody, { freq: 4, nil: undefined })])))
    .map((other) => Object.fromEntries(Object.entries(right).map(([name, typed]) => [name, other[name] ?? typed])));

test.each(Object.entries(forms))("the form to %s reads what is right", (_, { read, right }) => {
  expect(read(typedForm(right))).toMatchObject({ kind: "read" });
});

test.each(Object.entries(forms))(
  "the form to %s names a problem to mend, or reads a value that its contract takes as it is",
  async (_, { read, schema, right }) => {
    await fc.assert(
      fc.property(nearly(right), (typed) => {
        const form = read(typedForm(typed));
        if (form.kind === "invalid") {
          expect(form.errors.length).toBeGreaterThan(0);
          expect(new Set(form.errors.map(({ field }) => field)).size).toBe(form.errors.length);
          expect(form.errors.filter(({ field, text }) => field === "" || text === "" || text === "Invalid input")).toEqual([]);
          return;
        }
        expect(schema.safeParse(form.request)).toEqual({ success: true, data: form.request });
      }),
    );
  },
);

const bank = { way: "bank", name: "R Example", sortCode: "08-99-99", accountNumber: "66374958", rollNumber: "", why: "They called." };
const cashCode = { way: "cashCode", to: "07700 900982", why: "They called." };

test.each([[bank], [cashCode], [{ ...cashCode, to: "robin@example.com" }]])(
  "the contract takes every value that the form of a payee reads",
  async (right) => {
    expect(readPayeeForm(typedForm(right))).toMatchObject({ kind: "read" });
    await fc.assert(
      fc.property(nearly(right), (typed) => {
        const form = readPayeeForm(typedForm(typed));
        if (form.kind === "read") expect(payeeRequestSchema.safeParse(form.request)).toEqual({ success: true, data: form.request });
      }),
    );
  },
);

const terms = { title: "Winter", item: "fuel", delivery: "CASH", amount: "49", evidence: ["PROOF:shown:A letter"], reason: "It is cold" };

test("the contract takes every value that the form of a run reads, with its list", async () => {
  const files = new Map([["list", new TextEncoder().encode("name")]]);
  const { request } = contracts["POST /api/runs"];
  expect(readRunForm(typedForm(terms), files)).toMatchObject({ kind: "read" });
  await fc.assert(
    fc.property(nearly(terms), (typed) => {
      const form = readRunForm(typedForm(typed), files);
      if (form.kind === "read") expect(request.safeParse({ ...form.request, list: "" })).toMatchObject({ success: true });
    }),
  );
});

/** The draft of a resident who typed all that is right. */
const pageOf = (page: string) => page.replace("people/", "person-");
const answered = Object.fromEntries(typedPages.map(([page, typed]) => [pageOf(page), typed]));

test("any text on every page reads as an application, or names the page to mend", async () => {
  expect(readAnswers(askingOf(answered, "2026-11-20", shippedDirectory))).toMatchObject({ kind: "complete" });
  const everyPage = fc.record(
    Object.fromEntries(
      Object.entries(answered).map(([page, typed]) => [page, fc.oneof({ weight: 9, arbitrary: fc.constant(typed) }, nearly(typed))]),
    ),
  );
  await fc.assert(
    fc.property(everyPage, (answers) => {
      const read = readAnswers(askingOf(answers, "2026-11-20", shippedDirectory));
      if (read.kind === "incomplete") expect(questionNames).toContain(read.page);
      else expect(applicationSchema.safeParse(read.application)).toEqual({ success: true, data: read.application });
    }),
  );
});
