import * as z from "zod/mini";
import { directoryParts } from "../../domain/directory/compare-directories.ts";
import { directorySchema } from "../../domain/directory/directory.ts";
import { actor, type ContractsOf } from "./contract.ts";

/** A whole directory. It is read beside what is published, so only its being an object is said here. */
const sentDocument = z.record(z.string(), z.unknown(), { error: "Send the whole directory as an object" });
const draftVersion = z.int({ error: "Say which version of the draft you saw" }).check(z.positive());

const draft = z.strictObject({
  draftId: z.string(),
  version: z.int(),
  document: directorySchema,
  base: z.optional(z.strictObject({ version: z.int() })),
  startedBy: actor,
  editors: z.array(actor),
  changedAt: z.string(),
  changedBy: actor,
});
const publication = z.strictObject({
  version: z.int(),
  draftId: z.string(),
  editors: z.array(actor),
  publishedAt: z.string(),
  publishedBy: actor,
});

/** A service as Open Referral UK 3.0 has it. */
const openReferralService = z.strictObject({
  id: z.string(),
  organization_id: z.string(),
  name: z.string(),
  description: z.string(),
  status: z.enum(["active", "inactive", "defunct", "temporarily closed"]),
  url: z.optional(z.string()),
  email: z.optional(z.string()),
  fees: z.optional(z.string()),
  minimum_age: z.optional(z.int()),
  maximum_age: z.optional(z.int()),
  assured_date: z.optional(z.string()),
  organization: z.strictObject({ id: z.string(), name: z.string(), description: z.string() }),
  service_areas: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  schedules: z.optional(z.array(z.strictObject({ id: z.string(), description: z.string() }))),
  cost_options: z.optional(z.array(z.strictObject({ id: z.string(), amount_description: z.string() }))),
  contacts: z.optional(
    z.array(
      z.strictObject({
        id: z.string(),
        name: z.optional(z.string()),
        email: z.optional(z.string()),
        phones: z.optional(z.array(z.strictObject({ id: z.string(), number: z.string() }))),
      }),
    ),
  ),
});

/** The API of the directory of services: its versions and drafts for staff, and the whole of it as open data. */
export const servicesContracts = {
  "GET /api/service-directories/{version}": {
    does: "One published version of the directory of services, whole.",
    reply: z.strictObject({ document: directorySchema, publication: z.optional(publication) }),
    status: 200,
  },
  "POST /api/service-drafts": {
    request: z.strictObject({ document: sentDocument }),
    requestShown: z.strictObject({ document: directorySchema }),
    reply: draft,
    status: 201,
    refuses: ["idempotency-key-reused"],
  },
  "GET /api/service-drafts/{draftId}": {
    does: "A draft: its document, what stands against publishing it now, and what it changes, in words.",
    reply: z.strictObject({
      ...draft.shape,
      problems: z.array(z.strictObject({ pointer: z.string(), detail: z.string() })),
      differences: z.array(
        z.strictObject({
          version: z.int(),
          changes: z.array(z.strictObject({ part: z.enum(Object.keys(directoryParts) as [string, ...string[]]), sentence: z.string() })),
        }),
      ),
    }),
    status: 200,
  },
  "POST /api/service-drafts/{draftId}/documents": {
    request: z.strictObject({ version: draftVersion, document: sentDocument }),
    requestShown: z.strictObject({ version: draftVersion, document: directorySchema }),
    reply: draft,
    status: 201,
    refuses: ["stale-draft"],
  },
  "POST /api/service-drafts/{draftId}/publications": {
    request: z.strictObject({ version: draftVersion }),
    reply: publication,
    status: 201,
    refuses: ["second-person-needed", "stale-draft", "draft-not-publishable"],
  },
  "GET /api/directory/services": {
    does: "The services that help, as Open Referral UK 3.0 has them.",
    query: ["page", "per_page"],
    reply: z.strictObject({
      total_items: z.int(),
      total_pages: z.int(),
      page_number: z.int(),
      size: z.int(),
      first_page: z.boolean(),
      last_page: z.boolean(),
      empty: z.boolean(),
      contents: z.array(openReferralService),
    }),
    status: 200,
  },
  "GET /api/directory/services/{serviceId}": {
    does: "One service, as Open Referral UK 3.0 has it.",
    reply: openReferralService,
    status: 200,
  },
} as const satisfies ContractsOf<"services">;
