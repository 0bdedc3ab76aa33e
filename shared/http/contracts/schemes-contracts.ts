import * as z from "zod/mini";
import { says } from "../../domain/says.ts";
import { schemeSchema } from "../../domain/scheme/scheme.ts";
import { sectionNames } from "../../domain/scheme-draft/sections.ts";
import { actor, type ContractsOf } from "./contract.ts";
import { instant, money, text, whole } from "./fields.ts";

/** A whole scheme in any format that there has been. It is read beside what is published, so only its being an object is said here. */
const sentDocument = z.record(z.string(), z.unknown(), { error: "Send the whole scheme as an object" });
const draftVersion = z.int({ error: "Say which version of the draft you saw" }).check(z.positive());
const draftStart = z.strictObject({ document: sentDocument });
const draftChange = z.strictObject({
  version: says(draftVersion, "The version; send the one that you saw when you change it."),
  document: sentDocument,
});
const publicationRequest = z.strictObject({ version: says(draftVersion, "The version; send the one that you saw when you change it.") });

const schemeDraft = () =>
  z.strictObject({
    draftId: text("The draft’s id."),
    version: whole("The version; send the one that you saw when you change it."),
    document: says(schemeSchema, "The whole document."),
    base: z.optional(
      says(
        z.strictObject({
          scheme: text("The scheme’s code."),
          version: whole("The version; send the one that you saw when you change it."),
        }),
        "The published version that the draft began from.",
      ),
    ),
    startedBy: says(actor, "Who started it."),
    editors: says(z.array(actor), "Everybody who changed the draft; none of them may publish it."),
    changedAt: instant("When it was last changed."),
    changedBy: says(actor, "Who changed it last."),
  });
const documentProblem = () =>
  z.strictObject({ pointer: text("Where in the document, as a JSON pointer."), detail: text("What is wrong, in words.") });
const publicationReply = () =>
  z.strictObject({
    scheme: text("The scheme’s code."),
    version: whole("The version; send the one that you saw when you change it."),
    draftId: text("The draft’s id."),
    editors: says(z.array(actor), "Everybody who changed the draft; none of them may publish it."),
    publishedAt: instant("When it was published."),
    publishedBy: says(actor, "Who published it."),
  });
const tally = () => z.record(z.string(), z.int());
/** Of `certain` (joined without a person), `possible` (a person compares), `none` and `notKept` (applied before scores were kept). */
const bothVersions = () =>
  z.strictObject({
    inForce: says(tally(), "Counts by the version in force: `certain`, `possible`, `none` and `notKept`."),
    draft: says(tally(), "Counts by the draft: `certain`, `possible`, `none` and `notKept`."),
  });
const trialReply = () =>
  z.strictObject({
    trialId: text("The trial’s id."),
    draftId: text("The draft’s id."),
    draftVersion: whole("The version of the draft that was tried."),
    isOfThisDraft: says(z.boolean(), "The draft has not changed since the trial."),
    inForce: says(
      z.strictObject({ scheme: text("The scheme’s code."), version: whole("The version; send the one that you saw when you change it.") }),
      "The version in force on the day of the trial.",
    ),
    startedAt: instant("When it began."),
    from: instant("Cases sent since this instant are tried."),
    upTo: z.optional(instant("How far the trial has come: cases sent up to this instant.")),
    parts: whole("How many parts of the trial are done."),
    isDone: says(z.boolean(), "Every case has been tried."),
    isStuck: says(z.boolean(), "It has stopped by itself: the operator finds why."),
    cases: whole("How many cases were tried so far."),
    changes: says(tally(), "How many cases come out differently, by kind of difference."),
    helpedBy: says(tally(), "How many cases would now be helped, by the rule that changed."),
    refusedBy: says(tally(), "How many cases would now be refused, by the rule that changed."),
    costs: says(
      z.array(
        z.strictObject({
          category: text("The category’s code in the scheme."),
          inForce: money("The version in force on the day of the trial."),
          draft: money("The amount by the draft, in pence."),
        }),
      ),
      "What the awards would cost in each category, by the version in force and by the draft, in pence.",
    ),
    unknown: says(tally(), "How many cases cannot be told, by what is missing."),
    matching: z.optional(
      says(
        z.strictObject({
          applications: says(bothVersions(), "Every case tried, by the score of its most similar household."),
          settled: says(
            z.record(z.string(), bothVersions()),
            "Each match that a person settled, by their answer: `same`, `different`, `separate` or `left`.",
          ),
        }),
        "The matches of households under the points of both versions. Absent in a trial from before matches were tried.",
      ),
    ),
  });

/** The API of schemes: versions, drafts, trials and publications. */
export const schemesContracts = {
  "GET /api/schemes/{scheme}/versions/{version}": {
    name: "getSchemeVersion",
    does: "One published version, whole. Amounts in pence.",
    reply: z.lazy(() =>
      z.strictObject({
        document: says(schemeSchema, "The whole document."),
        publication: z.optional(says(publicationReply(), "Who published it, and when; absent for a version that ships with the product.")),
      }),
    ),
    status: 200,
  },
  "POST /api/scheme-drafts": {
    request: draftStart,
    requestShown: z.lazy(() => z.strictObject({ document: says(schemeSchema, "The whole document.") })),
    reply: z.lazy(schemeDraft),
    status: 201,
    refuses: ["idempotency-key-reused"],
  },
  "GET /api/scheme-drafts/{draftId}": {
    name: "getSchemeDraft",
    does: "A draft: its document, what stands against publishing it now, and what it changes, in words.",
    reply: z.lazy(() =>
      z.strictObject({
        ...schemeDraft().shape,
        problems: says(z.array(documentProblem()), "What stands against publishing it now."),
        differences: says(
          z.array(
            z.strictObject({
              scheme: text("The scheme’s code."),
              version: whole("The version of the scheme’s document."),
              changes: says(
                z.array(
                  z.strictObject({
                    section: says(z.enum(sectionNames as [string, ...string[]]), "The part of the document."),
                    sentence: text("The difference, in words."),
                  }),
                ),
                "The differences, one sentence each.",
              ),
            }),
          ),
          "How the draft differs from what is published, in words.",
        ),
      }),
    ),
    status: 200,
  },
  "POST /api/scheme-drafts/{draftId}/documents": {
    request: draftChange,
    requestShown: z.lazy(() =>
      z.strictObject({
        version: says(draftVersion, "The version of the scheme’s document."),
        document: says(schemeSchema, "The whole document."),
      }),
    ),
    reply: z.lazy(schemeDraft),
    status: 201,
    refuses: ["stale-draft"],
  },
  "GET /api/scheme-drafts/{draftId}/trial": {
    name: "getTrial",
    does: "The newest trial of a draft on last year's cases. Ask again while it is not done. Pence.",
    reply: z.lazy(trialReply),
    status: 200,
  },
  "POST /api/scheme-drafts/{draftId}/trials": {
    request: z.strictObject({}),
    reply: z.lazy(trialReply),
    status: 202,
  },
  "POST /api/scheme-drafts/{draftId}/publications": {
    request: publicationRequest,
    reply: z.lazy(publicationReply),
    status: 201,
    refuses: ["second-person-needed", "stale-draft", "draft-not-publishable"],
  },
} as const satisfies ContractsOf<"schemes">;
