import { submitApplication } from "../../functions/apply/submit-application.ts";
import { refuseApplication } from "../../functions/assess/refuse-application.ts";
import { awardGrant } from "../../functions/decide/award-grant.ts";
import { takeCaseStep } from "../../functions/decide/case-step.ts";
import type { RefusalReason } from "../../shared/domain/case/case.ts";
import { periodsOf } from "../../shared/domain/ledger/envelope.ts";
import { type Principal, resident } from "../../shared/domain/principal.ts";
import type { ConversationOutcome } from "../../shared/domain/public-funds.ts";
import { payingCategories } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import { dynamoApplications } from "../../shared/store/applications.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import type { Table } from "../../shared/store/items.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { allocateExample } from "../examples.ts";
import { identitiesOn } from "../setup/identities.ts";
import type { GeneratedCase } from "./cases.ts";
import { requestFor, spokenOf } from "./decide.ts";

const approver: Principal = { id: "approver", name: "Cleo Evans", roles: ["approver"] };
const householdsAtOnce = 8;

const portsOf = (table: Table) => ({
  applications: dynamoApplications(table),
  cases: dynamoCases(table),
  identities: identitiesOn(table),
  awards: dynamoAwards(table),
  schemes: dynamoSchemes(table),
  directories: dynamoDirectories(table),
  matchingKey: () => Promise.resolve("a matching key for tests"),
});

/** Submits and decides generated cases through the real use cases, each household's own in order. */
export const storeCases = async (table: Table, cases: readonly GeneratedCase[]): Promise<void> => {
  const ports = portsOf(table);
  const book = await ports.schemes.freshBook();
  await allocateEverything(table, book);

  const households = [...Map.groupBy(cases, ({ householdId }) => householdId).values()];
  const storeOneAfterAnother = async () => {
    for (let next = households.pop(); next; next = households.pop()) for (const one of next) await storeCase(one, book, ports);
  };
  await Promise.all(Array.from({ length: householdsAtOnce }, storeOneAfterAnother));
};

const allocateEverything = async (table: Table, book: SchemeBook): Promise<void> => {
  for (const scheme of book)
    for (const { code } of payingCategories(scheme))
      for (const period of periodsOf(scheme, code))
        await allocateExample(table, scheme.code, code, 10_000_000_00, `opening-${scheme.version}-${period}`, { period });
};

const storeCase = async (one: GeneratedCase, book: SchemeBook, ports: ReturnType<typeof portsOf>): Promise<void> => {
  const { caseId, application, submittedAt, decidedAt: now, means } = one;
  const { kind: received } = await submitApplication({ caseId, application, by: resident, now: submittedAt }, ports);
  const head = await ports.cases.find(caseId);
  const scheme = schemeAt(book, now);
  if (!head || !scheme) throw new Error(`The generated case was not submitted while a scheme is open: ${received}.`);

  const seen = { version: head.version, householdId: head.householdId };
  const decision = { caseId, decisionId: `decision-${caseId}`, by: approver, now };
  const refuse = async (because: RefusalReason, version = head.version) => {
    const request = { seen: { ...seen, version }, because, referrals: [], signposts: [], reason: "As the generator has it." };
    const { kind } = await refuseApplication({ ...decision, request }, ports);
    if (kind !== "refused") throw new Error(`The generated case was not refused for ${because}: ${kind}.`);
  };
  const speak = async (outcome: ConversationOutcome): Promise<number> => {
    const spoke = await takeCaseStep({ caseId, by: approver, now, seen }, { kind: "speak", outcome }, ports);
    if (spoke.kind !== "taken") throw new Error(`No conversation was recorded: ${spoke.kind}.`);
    return spoke.case.version;
  };
  if (means.kind === "close") return refuse(means.because);

  const { conversation } = spokenOf(application);
  const version = conversation ? await speak(conversation) : head.version;
  const outcome = await awardGrant({ ...decision, request: { seen: { ...seen, version }, ...requestFor(one, scheme) } }, ports);
  switch (outcome.kind) {
    case "awarded":
      return;
    case "notEligible":
      return refuse(outcome.reasons[0] ?? "", version);
    case "householdAlreadyAwarded":
      return refuse("notAlreadyHelped", version);
    case "held": {
      if (outcome.holds[0]?.rule !== "publicFundsRouted") return refuse("noAnswer", version);
      return refuse("routedToAdvice", await speak("routedToAdvice"));
    }
    default:
      throw new Error(`The generated case was not decided: ${outcome.kind}.`);
  }
};
