import * as z from "zod/mini";
import { applicationSchema } from "../../domain/application.ts";
import { heldCauses } from "../../domain/case/held-message.ts";
import { type ToTellReason, toTellReasons, type WayOfTelling, waysOfTelling } from "../../domain/case/message.ts";
import { type MatchState, matchStates } from "../../domain/identity/match.ts";
import { matchAnswerCodes, matchGoneCodes } from "../../domain/identity/match-answer.ts";
import { evidenceGivenSchema } from "../../domain/rules/facts.ts";
import { sayAlso, says } from "../../domain/says.ts";
import { actor, moneyAmount } from "./contract.ts";
import { day, instant, money, text, whole } from "./fields.ts";

const decision = () =>
  z.strictObject({
    kind: says(z.enum(["awarded", "notEligible", "noMoneyLeft", "closed"]), "How it was decided."),
    at: instant("When it happened."),
    by: says(actor, "Who did it."),
    scheme: text("The scheme’s code."),
    awardId: z.optional(text("The award’s id.")),
    total: z.optional(money("The total, in pence.")),
    reason: z.optional(text("The reason, as somebody typed it.")),
    /** The second person, where one was needed, once they have approved. */
    approved: z.optional(
      says(
        z.strictObject({ by: says(actor, "Who did it."), at: instant("When it happened.") }),
        "The second person’s approval, where one was needed and has been given.",
      ),
    ),
  });

export const caseSummary = () =>
  sayAlso(
    z.strictObject({
      caseId: text("The case’s id."),
      status: says(z.enum(["waiting", "asked", "toApprove", "forMoney", "awarded", "refused"]), "Where the case stands."),
      version: whole("The version; send the one that you saw when you change it."),
      urgent: says(z.boolean(), "Somebody is without food, heat or sleep, or otherwise cannot wait."),
      submittedAt: instant("When the application was sent."),
      householdId: text("The household’s id."),
      applicantName: text("The name of the person who needs help."),
      needs: says(z.array(z.string()), "The codes of the needs asked for."),
      decision: z.optional(says(decision(), "The decision.")),
      /** The decision that waits for money, and its waiting list. */
      waits: z.optional(
        says(
          z.strictObject({
            scheme: text("The scheme’s code."),
            category: text("The category’s code in the scheme."),
            priority: whole("The place of its kind in the waiting list’s order; lower comes first."),
            since: instant("Since when."),
            by: says(actor, "Who did it."),
            total: money("The total, in pence."),
          }),
          "The waiting list that the decision waits in for money.",
        ),
      ),
    }),
    { title: "Case" },
  );

/** Nobody has to give a reason for declaring an interest. */
export const interestRequestSchema = z.strictObject({});
export const interestDeclaredReply = () =>
  z.strictObject({ caseId: text("The case’s id."), takesPart: says(z.literal(false), "You take no part in this household’s case.") });

/** In a list, a case of a household in which the reader has declared an interest only says that it is there. */
export const caseInList = () =>
  z.union([
    caseSummary(),
    z.strictObject({
      caseId: text("The case’s id."),
      status: text("Where the case stands."),
      submittedAt: instant("When the application was sent."),
      interestDeclared: says(z.literal(true), "You declared an interest in this household: this is all that you see."),
    }),
  ]);

/** Each rule has inputs of its own names. */
export const ruleResult = () =>
  sayAlso(
    z.strictObject({
      rule: text("The rule’s name."),
      version: whole("The version of the rule."),
      verdict: says(z.enum(["pass", "fail", "refer"]), "Whether the rule passes, fails, or asks a person to look."),
      because: text("Why the rule came out so, in words."),
      inputs: says(
        z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
        "What the rule went by, under names of the rule’s own.",
      ),
      holds: z.optional(says(z.literal(true), "Nobody may award while this result stands.")),
    }),
    { title: "RuleResult" },
  );

export const matchState = () => z.enum(Object.keys(matchStates) as [MatchState, ...MatchState[]]);

export const matchScore = () =>
  z.strictObject({
    points: whole("The points of all parts together."),
    parts: says(
      z.array(
        z.strictObject({
          part: text("The name of what was compared."),
          points: whole("What it adds. Below zero, it speaks against the same household."),
          says: text("The same in words."),
        }),
      ),
      "What was compared, each with its points.",
    ),
  });

export const matchSettled = () =>
  z.strictObject({
    by: says(actor, "Who settled it."),
    at: instant("When it was settled."),
    reason: text("The reason, as somebody typed it."),
    leftOn: z.optional(day("The day on which people left the other household.")),
  });

/** A match in its case's reply. */
export const caseMatch = () =>
  z.strictObject({
    candidateId: text("The id of the household that may be the same as the case’s."),
    state: says(matchState(), "Where the match stands: open until somebody has compared the two."),
    since: instant("Since when it waits, or waited, to be compared."),
    score: says(matchScore(), "What agrees and what differs, with points."),
    settled: z.optional(says(matchSettled(), "Who settled it, and why.")),
  });

export const lookFirst = () =>
  z.strictObject({
    rule: text("The rule’s name."),
    because: text("Why a person must look, in words."),
    settledBy: says(
      z.enum(["record", "conversation", "facts", "match"]),
      "What settles it: a look that the award records, a conversation, other facts, or the comparison with another household.",
    ),
  });

/** From when each need that the household asked for can be met; without a day, now. */
/** Neither day: it can be met now. `lastDay` ends the last scheme that is known, where it cannot be met again before. */
export const nextDates = () =>
  z.array(
    z.strictObject({
      need: text("The need’s code."),
      from: z.optional(day("The first day on which it can be met; without one, now.")),
      lastDay: z.optional(day("The last day of the last scheme that is known, where it cannot be met again before.")),
    }),
  );

/** The reply masks the household's account. */
export const applicationReply = () => z.strictObject({ ...applicationSchema.shape, payTo: z.optional(text("How it is paid, masked.")) });

export const said = () =>
  z.strictObject({ at: instant("When it happened."), by: says(actor, "Who did it."), why: z.optional(text("Why, as somebody typed it.")) });

/** A way to pay a household, masked, as staff recorded it. */
export const payeeInWords = () =>
  z.strictObject({
    payTo: text("How it is paid, masked."),
    ...said().shape,
    confirmed: z.optional(says(said(), "The second person’s confirmation.")),
  });

/** Each time that the bank was to pay a line and rejected it. */
export const sentBeforeReply = () =>
  z.strictObject({
    paymentId: text("The payment’s id, as in the bank’s file."),
    payTo: text("How it is paid, masked."),
    releasedAt: z.optional(instant("When it was released to the bank.")),
    rejectedAt: instant("When the bank’s rejection was taken."),
    reason: text("The reason, as somebody typed it."),
    loadedBy: says(actor, "Who took the bank’s results."),
  });

const claim = () =>
  sayAlso(
    z.strictObject({
      need: text("The need’s code."),
      scheme: text("The scheme’s code."),
      awardId: text("The award’s id."),
      on: z.optional(day("The day.")),
      window: z.optional(
        says(
          z.enum(["scheme", "rolling", "fixed"]),
          "How the time is counted: the whole scheme, months from the award, or months from the scheme’s first day.",
        ),
      ),
      from: day("The first day on which it counts."),
      until: day("The last day on which it counts."),
    }),
    { title: "Claim" },
  );
const byScheme = <T extends z.ZodMiniType>(value: T) => z.record(z.string(), value);

/** The household's earlier awards, and its other applications. */
export const householdReply = () =>
  sayAlso(
    z.strictObject({
      householdId: text("The household’s id."),
      version: whole("The version; send the one that you saw when you change it."),
      claims: says(z.array(claim()), "The needs that awards have met, with how long each counts."),
      reached: says(
        byScheme(
          z.strictObject({
            awards: whole("How many awards the household has had in the scheme."),
            categories: says(z.record(z.string(), z.int()), "How many awards in each category, by its code."),
          }),
        ),
        "Awards of the household in each scheme, by its code.",
      ),
      spent: says(byScheme(moneyAmount), "What the household was awarded in each scheme, in pence, by its code."),
      applications: says(
        z.array(z.strictObject({ caseId: text("The case’s id."), submittedAt: instant("When the application was sent.") })),
        "The household’s other applications.",
      ),
    }),
    { title: "Household" },
  );

const evidenceGiven = () => z.array(evidenceGivenSchema);

/** `reason`, `because`, inputs, evidence and checks may name a person: only readers of the case get them. */
const awardRuleResult = () =>
  z.strictObject({
    ...ruleResult().shape,
    because: z.optional(text("Why the rule came out so, in words; only for those who may read the case.")),
    inputs: z.optional(says(ruleResult().shape.inputs, "What the rule went by, under names of the rule’s own.")),
  });
export const awardReply = () =>
  sayAlso(
    z.strictObject({
      awardId: text("The award’s id."),
      caseId: text("The case’s id."),
      householdId: text("The household’s id."),
      scheme: text("The scheme’s code."),
      schemeVersion: whole("The version of the scheme’s document."),
      lines: says(
        z.array(
          z.strictObject({
            item: text("The item’s code, from the items of the scheme’s document."),
            label: text("What it is called, in words."),
            category: text("The category’s code in the scheme."),
            delivery: text("How it reaches the household: VOUCHER, CASH, THIRD_PARTY or TANGIBLE."),
            /** Of the whole line: the quantity times the amount for each. */
            amount: money("The amount, in pence."),
            quantity: whole("How many of the item."),
            reason: z.optional(text("The reason, as somebody typed it.")),
          }),
        ),
        "What the award gives, item by item.",
      ),
      paid: z.optional(
        says(
          z.array(
            z.strictObject({
              lineId: text("The line’s id: the award’s id, a full stop and the line’s place."),
              state: text("Where it stands."),
              paidTo: z.optional(text("Where the money or code really went, masked.")),
            }),
          ),
          "Where the money or code of each line really went, masked.",
        ),
      ),
      total: money("The total, in pence."),
      committedAt: instant("When the award’s money was committed."),
      by: says(actor, "Who did it."),
      reason: z.optional(text("The reason, as somebody typed it.")),
      results: says(z.array(awardRuleResult()), "Each rule of the scheme with its result."),
      evidence: z.optional(says(evidenceGiven(), "What the decider was shown, or why it was waived.")),
      checks: z.optional(says(z.array(z.string()), "The codes of what the decider confirmed.")),
      /** The services that the resident is told of. */
      signposts: z.optional(says(z.array(z.string()), "Services that the resident is told of.")),
      looked: z.optional(says(z.array(z.string()), "Looks that the decider recorded.")),
      /** The row of a run that it was made from, and whom its list named. */
      run: z.optional(
        says(
          z.strictObject({ runId: text("The run’s id."), row: text("The row of the run."), preparedBy: says(actor, "Who prepared it.") }),
          "The run that the award was made by.",
        ),
      ),
      recipient: z.optional(
        says(
          z.strictObject({
            name: text("The name."),
            address: says(
              z.strictObject({
                line1: text("The first line of the address."),
                line2: z.optional(text("The second line of the address.")),
                town: z.optional(text("The town or city.")),
                postcode: text("The postcode."),
              }),
              "Where the person lives.",
            ),
            phone: z.optional(text("The phone number.")),
            email: z.optional(text("The email address.")),
          }),
          "Whom the list of a run named, for an award without an application.",
        ),
      ),
      /** Set if the amount is above the decider's own limit: nothing is sent out before a second person has approved it. */
      secondApproval: z.optional(
        says(
          z.strictObject({
            kind: says(z.enum(["awaited", "approved", "declined"]), "What kind it is."),
            by: z.optional(says(actor, "Who did it.")),
            at: z.optional(instant("When it happened.")),
          }),
          "Where it needs a second approval: nothing is sent out before it.",
        ),
      ),
    }),
    { title: "Award" },
  );

export const referralReply = () =>
  sayAlso(
    z.strictObject({
      referralId: text("The referral’s id."),
      caseId: text("The case’s id."),
      service: text("The service’s code, from the directory of services."),
      serviceName: z.optional(text("What the service is called.")),
      reasons: says(z.array(z.string()), "The codes of the reasons, from the directory of services."),
      reasonLabels: z.optional(says(z.array(z.string()), "The reasons in words.")),
      asks: text("What the service is asked to do."),
      urgent: says(z.boolean(), "Somebody is without food, heat or sleep, or otherwise cannot wait."),
      person: says(z.strictObject({ name: text("The name.") }), "The person."),
      contact: says(
        z.strictObject({
          ways: says(z.array(z.string()), "The safe ways to contact the person."),
          phone: z.optional(text("The phone number.")),
          email: z.optional(text("The email address.")),
          safety: z.optional(text("How to contact the person safely: times, names to ask for, who must not know.")),
        }),
        "How to contact the person safely.",
      ),
      consent: says(
        z.strictObject({
          agreed: says(z.literal(true), "The person agreed to be referred."),
          at: instant("When it happened."),
          shares: z.optional(text("What is shared with the service, in the words that they agreed to.")),
        }),
        "What the person agreed to.",
      ),
      requestedAt: instant("When the referral was made."),
      requestedBy: says(actor, "Who made the referral."),
      answerDue: day("The day by which the service’s answer is due."),
      state: text("Where it stands."),
      steps: says(
        z.array(
          z.strictObject({
            state: text("Where it stands."),
            at: instant("When it happened."),
            by: says(actor, "Who did it."),
            note: z.optional(text("A note.")),
          }),
        ),
        "What was done with it, in order.",
      ),
      version: whole("The version; send the one that you saw when you change it."),
    }),
    { title: "Referral" },
  );

/** A referral as its service gets it, without items that the person did not agree to share or that are no longer shared. */
export const serviceReferralReply = () => {
  const { urgent, person, contact, reasons, asks, ...ofTheRequest } = referralReply().shape;
  return z.strictObject({
    ...ofTheRequest,
    reasons: z.optional(says(reasons, "The codes of the reasons, from the directory of services.")),
    asks: z.optional(says(asks, "What the service is asked to do.")),
    person: z.optional(says(person, "The person.")),
    contact: z.optional(says(contact, "How to contact the person safely.")),
  });
};

const assessment = () =>
  sayAlso(
    z.strictObject({
      scheme: text("The scheme’s code."),
      schemeVersion: whole("The version of the scheme’s document."),
      facts: says(
        z.strictObject({
          today: day("The day by which the rules were worked out."),
          needs: says(z.array(z.string()), "The codes of the needs asked for."),
          claims: says(
            z.strictObject({
              claims: says(z.array(claim()), "What the household had had by then."),
              spent: says(byScheme(moneyAmount), "What the household was awarded in each scheme, in pence, by its code."),
            }),
            "What the household had had by then.",
          ),
          amount: z.optional(money("The amount, in pence.")),
          evidence: says(evidenceGiven(), "What had been shown or waived by then."),
          checks: says(z.array(z.string()), "The codes of what the decider confirmed."),
          appliedUnder: z.optional(text("The code of the scheme that was open when they applied.")),
          conversation: z.optional(text("The code of what came of the private conversation about public funds.")),
        }),
        "What the rules went by. Nothing here names a person.",
      ),
      results: says(z.array(ruleResult()), "Each rule of the scheme with its result."),
    }),
    { title: "Assessment" },
  );

const happened = <K extends string, T extends z.core.$ZodShape>(kind: K, shape: T) => z.strictObject({ kind: z.literal(kind), ...shape });
const eventDetail = () =>
  z.discriminatedUnion("kind", [
    happened("submitted", {
      by: says(actor, "Who did it."),
      assessment: z.optional(says(assessment(), "The rules and what they went by at this step.")),
    }),
    happened("awarded", {
      awardId: text("The award’s id."),
      reason: text("The reason, as somebody typed it."),
      signposts: says(z.array(z.string()), "Services that the resident is told of."),
      assessment: says(assessment(), "The rules and what they went by at this step."),
      awaitsApproval: z.optional(says(z.literal(true), "It waits for a second approval.")),
    }),
    happened("approved", { awardId: text("The award’s id."), reason: z.optional(text("The reason, as somebody typed it.")) }),
    happened("declined", { awardId: text("The award’s id."), reason: text("The reason, as somebody typed it.") }),
    happened("waitsForMoney", {
      category: text("The category’s code in the scheme."),
      reason: text("The reason, as somebody typed it."),
      signposts: z.optional(says(z.array(z.string()), "Services that the resident is told of.")),
      assessment: says(assessment(), "The rules and what they went by at this step."),
    }),
    happened("waitsElsewhere", { category: text("The category’s code in the scheme.") }),
    happened("stoppedWaiting", { because: text("Why, in words or as a code.") }),
    happened("declaredInterest", {}),
    happened("liftedInterest", { of: says(actor, "Whom or what it is about."), reason: text("The reason, as somebody typed it.") }),
    happened("refused", {
      because: text("Why, in words or as a code."),
      says: text("What it says."),
      notAccepted: z.optional(text("Why the pass of the rule was not accepted.")),
      reason: text("The reason, as somebody typed it."),
      signposts: says(z.array(z.string()), "Services that the resident is told of."),
      assessment: says(assessment(), "The rules and what they went by at this step."),
    }),
    happened("asked", { question: text("What the resident was asked.") }),
    happened("answered", { answer: text("What the resident answered.") }),
    happened("spokeInPrivate", { outcome: text("The code of what came of it.") }),
    happened("referred", {
      referralId: text("The referral’s id."),
      insteadOf: z.optional(text("The referral in whose place it was made.")),
    }),
    happened("referralWithdrawn", { referralId: text("The referral’s id."), reason: text("The reason, as somebody typed it.") }),
    happened("referralSettled", { referralId: text("The referral’s id."), reason: text("The reason, as somebody typed it.") }),
    happened("matchSettled", {
      candidateId: text("The other household’s id."),
      as: says(z.enum(matchAnswerCodes), "What was found: one household, two, two at one address, or that people left the other one."),
      leftOn: z.optional(day("The day on which they left the other household.")),
      reason: text("The reason, as somebody typed it."),
    }),
    happened("matchReopened", {
      candidateId: text("The other household’s id."),
      was: says(z.enum(matchAnswerCodes), "What had been found before."),
      reason: text("The reason, as somebody typed it."),
    }),
    happened("matchOpened", { candidateId: text("The other household’s id.") }),
    happened("matchGone", {
      candidateId: text("The other household’s id."),
      because: says(z.enum(matchGoneCodes), "Why nobody has to look any more: they no longer agree enough, or are one household by now."),
    }),
    happened("agreementRecorded", {
      agreed: says(z.boolean(), "Whether they agree to be referred."),
      reason: text("The reason, as somebody typed it."),
    }),
  ]);

export const caseHistory = () =>
  z.array(
    z.strictObject({
      sequence: whole("Its place in the history, counted from 1."),
      at: instant("When it happened."),
      by: says(actor, "Who did it."),
      detail: says(eventDetail(), "What happened, by its kind."),
    }),
  );

/** Nothing of whom a message was for. A code in what it says is left out. */
export const messageReply = () =>
  sayAlso(
    z.strictObject({
      messageId: text("The message’s id."),
      template: text("Which message it is."),
      /** Without one, a person tells them. */
      channel: z.optional(says(z.enum(["text", "email"]), "How it is sent; without one a person tells them.")),
      askedAt: instant("When it was asked for."),
      state: says(z.enum(["pending", "sending", "held", "sent", "failed", "toTell", "told"]), "Where it stands."),
      sentAt: z.optional(instant("When it was sent.")),
      /** Why it waits to be sent. It is tried again from `until` on. */
      held: z.optional(
        says(
          z.strictObject({
            cause: says(z.enum(heldCauses), "What holds it."),
            since: instant("Since when."),
            until: instant("When it is tried again."),
          }),
          "Why it waits to be sent.",
        ),
      ),
      /** The safe way that was tried before this one. */
      tried: z.optional(
        says(
          z.strictObject({
            channel: says(z.enum(["text", "email"]), "How it is sent; without one a person tells them."),
            at: instant("When it happened."),
            because: says(z.enum(["notTaken", "notDelivered"]), "Why, in words or as a code."),
          }),
          "The safe way that was tried before this one.",
        ),
      ),
      says: z.optional(text("What it says.")),
      because: z.optional(says(z.enum(Object.keys(toTellReasons) as ToTellReason[]), "Why, in words or as a code.")),
      told: z.optional(
        says(
          z.strictObject({
            by: says(actor, "Who did it."),
            at: instant("When it happened."),
            how: says(z.enum(Object.keys(waysOfTelling) as WayOfTelling[]), "How they were told."),
          }),
          "Who told the resident, when and how.",
        ),
      ),
    }),
    { title: "Message" },
  );

/** A service that the resident was told of, and how it is reached today. */
export const signpostReply = () =>
  z.strictObject({
    service: text("The service’s code, from the directory of services."),
    name: text("What the service is called."),
    does: z.optional(text("What the service does.")),
    tells: z.optional(text("The words for a resident who is told of it.")),
    phone: z.optional(text("The phone number.")),
    hours: z.optional(text("The opening times.")),
    email: z.optional(text("The email address.")),
    url: z.optional(text("The web address.")),
    isActive: z.optional(says(z.boolean(), "The service takes people today.")),
  });

export const runOut = () =>
  z.strictObject({
    kind: says(z.enum(["runsOut", "lasts", "begins", "empty", "nothingAwarded", "over", "unknown"]), "Whether and how the money ends."),
    on: z.optional(day("The day.")),
    to: z.optional(day("The last day of the period that the money lasts to.")),
  });

const balance = () => ({
  allocated: money("All money put into the budget so far, in pence."),
  left: money("Money left to award, in pence."),
  frozen: money("Money that nobody may award, in pence."),
  reserved: money("Money promised and not yet committed, in pence."),
  committed: money("Money awarded and not yet paid, in pence."),
  paid: money("Money that has reached households, in pence."),
  returned: money("Money that came back, in pence."),
  runOut: says(runOut(), "When the money ends at the present rate."),
});

/** The budgets that an award made today would draw on. */
/** A row of a list that another scheme, council or office keeps. */
export const knownReply = () =>
  sayAlso(
    z.strictObject({
      registerId: text("The list’s id, as in `GET /api/registers`."),
      kind: text("What the list is about, as the list’s `kind`."),
      origin: text("Where the list is from."),
      dated: day("The day whose facts the list holds."),
      usedUntil: day("The last day on which it may be used."),
      reference: z.optional(text("The row’s own reference in its list.")),
      person: text("The person whom the row is about, as the list has them."),
      match: says(z.enum(["certain", "possible"]), "How sure it is that the row is about this household."),
      points: whole("How much speaks for it, in points."),
      because: says(z.array(z.string()), "What speaks for it and against it, in words."),
      amount: z.optional(money("What the other scheme awarded, in pence.")),
      awardedOn: z.optional(day("When the other scheme awarded it.")),
      facts: says(
        z.array(
          z.strictObject({
            label: text("What the fact is, in words."),
            held: text("What the list holds, in words."),
            said: z.optional(text("What the resident said of it, in words.")),
            differs: z.optional(says(z.literal(true), "The two differ. Either may be out of date.")),
          }),
        ),
        "What the row holds, beside what the resident said.",
      ),
    }),
    { title: "KnownFromList" },
  );

export const budgetReply = () =>
  sayAlso(
    z.strictObject({
      category: text("The category’s code in the scheme."),
      label: text("What it is called, in words."),
      note: z.optional(text("A note.")),
      period: text("The budget’s period: `whole`, or its first month as 2026-04."),
      ...balance(),
      /** For an urgent case alone. */
      urgentReserve: z.optional(says(z.strictObject(balance()), "The reserve that urgent cases alone may draw on.")),
      purposes: z.optional(
        says(
          z.array(
            z.strictObject({
              purpose: text("The purpose’s code in the scheme."),
              label: text("What it is called, in words."),
              ...balance(),
            }),
          ),
          "Money inside the category that only its purpose may spend.",
        ),
      ),
    }),
    { title: "BudgetToday" },
  );
