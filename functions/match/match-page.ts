import { partsOfCase } from "../../shared/domain/case/case.ts";
import { formatDay } from "../../shared/domain/dates.ts";
import { type PaidTwice, paidTwice } from "../../shared/domain/household/paid-twice.ts";
import { hasPart } from "../../shared/domain/household/parts.ts";
import { type MatchAnswer, matchAnswers } from "../../shared/domain/identity/match-answer.ts";
import { needs } from "../../shared/domain/needs.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { nextDateWords } from "../../shared/domain/rules/next-dates.ts";
import { partAgainst } from "../../shared/domain/separation.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import type { FormError } from "../../shared/forms/form.ts";
import type { Again } from "../../shared/http/act.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { ErrorAt } from "../../shared/pages/views.ts";
import { acts } from "../../shared/system.ts";
import { interestDeclaredPage } from "../case/interest-declared.ts";
import { scoreView, settledWords } from "../case/match-view.ts";
import { comparedLines, homeWords, personWords } from "./match-words.ts";
import { isOutOfMatch, type MatchFacts, type ReadMatchPorts, readMatch, type Side } from "./read-match.ts";

type MatchPageShown = Partial<Again> & { readonly principal: Principal; readonly now: Date; readonly form?: Form };

type MatchPageView = ReturnType<typeof matchView> & {
  readonly typed: ReturnType<typeof typedIn>;
  readonly leftOnBoxes: ReturnType<typeof leftOnBoxes>;
  readonly errors: readonly FormError[];
  readonly errorAt: ErrorAt;
  readonly notice?: string;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "match/match.njk": MatchPageView;
  }
}

/** The two households side by side, with the form that says what somebody found, or that takes it back. */
export const matchPage = async (
  caseId: string,
  candidateId: string,
  ports: ReadMatchPorts,
  { principal, now, form, errors = [], notice, status = 200 }: MatchPageShown,
): Promise<Reply> => {
  const facts = await readMatch(caseId, candidateId, now, ports);
  if (!facts) return notFoundPage();
  if (isOutOfMatch(facts, principal.id)) return interestDeclaredPage(caseId);
  const view: MatchPageView = {
    ...matchView(facts, principal),
    typed: typedIn(form),
    leftOnBoxes: leftOnBoxes(form, errors),
    errors,
    errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
    ...(notice && { notice }),
  };
  return page("match/match.njk", view, status);
};

const matchView = (facts: MatchFacts, reader: Principal) => {
  const { case: head, match, own, candidate, compared } = facts;
  const mayAct = holdsOneOf(reader, acts.settleMatch.who);
  const entered = partAgainst("case", "settleMatch", reader, partsOfCase(head));
  const isOpen = match.state === "open";
  return {
    caseId: head.caseId,
    candidateId: match.candidateId,
    name: head.applicantName,
    heading: isOpen
      ? `Is ${head.applicantName} of a household that has applied before?`
      : `${head.applicantName}: compared with another household`,
    since: match.since,
    isSame: match.state === "same",
    settled: isOpen ? undefined : { text: settledWords(match) ?? "", reason: match.settled?.reason },
    paidTwice: paidTwiceIn(facts).map((twice) => ({ ...twice, need: needs[twice.need] })),
    score: match.score.parts.length > 0 ? scoreView(match.score) : undefined,
    compared: comparedLines(compared),
    own: sideView(own),
    candidate: sideView(candidate),
    whyNot: mayAct && entered ? separationWords(entered) : undefined,
    maySettle: mayAct && !entered && isOpen,
    mayReopen: mayAct && !entered && isReopenable(facts),
    reopenWords: match.state === "same" ? splitWords : againWords,
    answers: matchAnswers satisfies { readonly [A in MatchAnswer]: string },
    mayHaveLeft: candidate.known.people
      .filter(({ until }) => until === undefined)
      .map(({ personId, name }) => ({ value: personId, text: name })),
    dayExample: "27 3 2026",
  };
};

const splitWords =
  "Each household gets back what it had before, and keeps what it was awarded under its own case. Nobody can award in this case until somebody has compared the two again.";
const againWords = "Nobody can award in this case until somebody has compared the two again.";

export const isReopenable = ({ match: { state } }: MatchFacts): boolean => state !== "open" && state !== "gone";

/** The awards of each by itself, also if the two are one household by now. */
export const paidTwiceIn = ({ own, candidate }: MatchFacts): readonly PaidTwice[] => paidTwice(claimsOf(own), claimsOf(candidate));

const claimsOf = ({ householdId, claims }: Side) =>
  claims.parts?.find((part) => part.householdId === householdId)?.claims ?? (hasPart(claims, householdId) ? claims.claims : []);

const sideView = (side: Side) => ({
  householdId: side.householdId,
  people: side.known.people.map((person) => ({ name: person.name, more: personWords(person) })),
  homes: side.known.homes.map(homeWords),
  had: claimsOf(side).map(({ need, awardId, on, from }) => ({ need: needs[need], awardId, when: formatDay(on ?? from) })),
  again: side.again.map(nextDateWords),
  cases: side.cases,
});

const typedIn = (form: Form | undefined) => ({
  as: form?.one("as") ?? "",
  who: form?.all("who") ?? [],
  reason: form?.one("reason") ?? "",
});

const leftOnBoxes = (form: Form | undefined, errors: readonly FormError[]) =>
  (["day", "month", "year"] as const).map((part) => ({
    name: part,
    value: form?.one(`leftOn-${part}`) ?? "",
    classes: `govuk-input--width-${part === "year" ? 4 : 2}${errors.some(({ field }) => field === `settle-leftOn-${part}`) ? " govuk-input--error" : ""}`,
  }));
