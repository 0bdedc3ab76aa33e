import * as z from "zod/mini";
import { schemeSchema } from "../../domain/scheme/scheme.ts";
import { sectionNames } from "../../domain/scheme-draft/sections.ts";
import { actor, type ContractsOf, moneyAmount } from "./contract.ts";

/** A whole scheme in any format that there has been. It is read beside what is published, so only its being an object is said here. */
const sentDocument = z.record(z.string(), z.unknown(), { error: "Send the whole scheme as an object" });
const draftVersion = z.int({ error: "Say which version of the draft you saw" }).check(z.positive());
const draftStart = z.strictObject({ document: sentDocument });
const draftChange = z.strictObject({ version: draftVersion, document: sentDocument });
const publicationRequest = z.strictObject({ version: draftVersion });

const schemeDraft = () =>
  z.strictObject({
    draftId: z.string(),
    version: z.int(),
    document: schemeSchema,
    base: z.optional(z.strictObject({ scheme: z.string(), version: z.int() })),
    startedBy: actor,
    editors: z.array(actor),
    changedAt: z.string(),
    changedBy: actor,
  });
const documentProblem = () => z.strictObject({ pointer: z.string(), detail: z.string() });
const publicationReply = () =>
  z.strictObject({
    scheme: z.string(),
    version: z.int(),
    draftId: z.string(),
    editors: z.array(actor),
    publishedAt: z.string(),
    publishedBy: actor,
  });
const tally = () => z.record(z.string(), z.int());
const trialReply = () =>
  z.strictObject({
    trialId: z.string(),
    draftId: z.string(),
    draftVersion: z.int(),
    isOfThisDraft: z.boolean(),
    inForce: z.strictObject({ scheme: z.string(), version: z.int() }),
    startedAt: z.string(),
    from: z.string(),
    upTo: z.optional(z.string()),
    parts: z.int(),
    isDone: z.boolean(),
    isStuck: z.boolean(),
    cases: z.int(),
    changes: tally(),
    helpedBy: tally(),
    refusedBy: tally(),
    costs: z.array(z.strictObject({ category: z.string(), inForce: moneyAmount, draft: moneyAmount })),
    unknown: tally(),
  });

/** The API of schemes: versions, drafts, trials and publications. */
export const schemesContracts = {
  "GET /api/schemes/{scheme}/versions/{version}": {
    does: "One published version, whole. Amounts in pence.",
    reply: z.lazy(() => z.strictObject({ document: schemeSchema, publication: z.optional(publicationReply()) })),
    status: 200,
  },
  "POST /api/scheme-drafts": {
    request: draftStart,
    requestShown: z.lazy(() => z.strictObject({ document: schemeSchema })),
    reply: z.lazy(schemeDraft),
    status: 201,
    refuses: ["idempotency-key-reused"],
  },
  "GET /api/scheme-drafts/{draftId}": {
    does: "A draft: its document, what stands against publishing it now, and what it changes, in words.",
    reply: z.lazy(() =>
      z.strictObject({
        ...schemeDraft().shape,
        problems: z.array(documentProblem()),
        differences: z.array(
          z.strictObject({
            scheme: z.string(),
            version: z.int(),
            changes: z.array(z.strictObject({ section: z.enum(sectionNames as [string, ...string[]]), sentence: z.string() })),
          }),
        ),
      }),
    ),
    status: 200,
  },
  "POST /api/scheme-drafts/{draftId}/documents": {
    request: draftChange,
    requestShown: z.lazy(() => z.strictObject({ version: draftVersion, document: schemeSchema })),
    reply: z.lazy(schemeDraft),
    status: 201,
    refuses: ["stale-draft"],
  },
  "GET /api/scheme-drafts/{draftId}/trial": {
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
