import * as z from "zod/mini";
import { directoryParts } from "../../domain/directory/compare-directories.ts";
import { directorySchema } from "../../domain/directory/directory.ts";
import { says } from "../../domain/says.ts";
import { actor, type ContractsOf } from "./contract.ts";
import { day, instant, text, whole } from "./fields.ts";

/** A whole directory. It is read beside what is published, so only its being an object is said here. */
const sentDocument = z.record(z.string(), z.unknown(), { error: "Send the whole directory as an object" });
const draftVersion = z.int({ error: "Say which version of the draft you saw" }).check(z.positive());

const draft = () =>
  z.strictObject({
    draftId: text("The draft’s id."),
    version: whole("The version; send the one that you saw when you change it."),
    document: says(directorySchema, "The whole document."),
    base: z.optional(
      says(
        z.strictObject({ version: whole("The version; send the one that you saw when you change it.") }),
        "The published version that the draft began from.",
      ),
    ),
    startedBy: says(actor, "Who started it."),
    editors: says(z.array(actor), "Everybody who changed the draft; none of them may publish it."),
    changedAt: instant("When it was last changed."),
    changedBy: says(actor, "Who changed it last."),
  });
const publication = () =>
  z.strictObject({
    version: whole("The version; send the one that you saw when you change it."),
    draftId: text("The draft’s id."),
    editors: says(z.array(actor), "Everybody who changed the draft; none of them may publish it."),
    publishedAt: instant("When it was published."),
    publishedBy: says(actor, "Who published it."),
  });

/** A service as Open Referral UK 3.0 has it. */
const openReferralService = () =>
  z.strictObject({
    id: text("The id."),
    organization_id: text("The id of the organisation."),
    name: text("The name."),
    description: text("What it is, in words."),
    status: says(z.enum(["active", "inactive", "defunct", "temporarily closed"]), "Whether the service is open."),
    url: z.optional(text("The web address.")),
    email: z.optional(text("The email address.")),
    fees: z.optional(text("What it costs, in words.")),
    minimum_age: z.optional(whole("The youngest age that it serves, in years.")),
    maximum_age: z.optional(whole("The oldest age that it serves, in years.")),
    assured_date: z.optional(day("The day on which somebody last made sure of all this.")),
    organization: says(
      z.strictObject({ id: text("The id."), name: text("The name."), description: text("What it is, in words.") }),
      "Who runs the service.",
    ),
    service_areas: says(z.array(z.strictObject({ id: text("The id."), name: text("The name.") })), "Where it serves people."),
    schedules: z.optional(
      says(z.array(z.strictObject({ id: text("The id."), description: text("What it is, in words.") })), "When it is open."),
    ),
    cost_options: z.optional(
      says(z.array(z.strictObject({ id: text("The id."), amount_description: text("What it costs, in words.") })), "What it costs."),
    ),
    contacts: z.optional(
      says(
        z.array(
          z.strictObject({
            id: text("The id."),
            name: z.optional(text("The name.")),
            email: z.optional(text("The email address.")),
            phones: z.optional(
              says(z.array(z.strictObject({ id: text("The id."), number: text("The telephone number.") })), "The telephone numbers."),
            ),
          }),
        ),
        "Whom to contact.",
      ),
    ),
  });

/** The API of the directory of services: its versions and drafts for staff, and the whole of it as open data. */
export const servicesContracts = {
  "GET /api/service-directories/{version}": {
    name: "getServiceDirectory",
    does: "One published version of the directory of services, whole.",
    reply: z.lazy(() =>
      z.strictObject({
        document: says(directorySchema, "The whole document."),
        publication: z.optional(says(publication(), "Who published it, and when; absent for a version that ships with the product.")),
      }),
    ),
    status: 200,
  },
  "POST /api/service-drafts": {
    request: z.strictObject({ document: sentDocument }),
    requestShown: z.lazy(() => z.strictObject({ document: says(directorySchema, "The whole document.") })),
    reply: z.lazy(draft),
    status: 201,
    refuses: ["idempotency-key-reused"],
  },
  "GET /api/service-drafts/{draftId}": {
    name: "getServiceDraft",
    does: "A draft: its document, what stands against publishing it now, and what it changes, in words.",
    reply: z.lazy(() =>
      z.strictObject({
        ...draft().shape,
        problems: says(
          z.array(
            z.strictObject({ pointer: text("Where in the document, as a JSON pointer."), detail: text("What happened, by its kind.") }),
          ),
          "What is wrong, row by row.",
        ),
        differences: says(
          z.array(
            z.strictObject({
              version: whole("The version; send the one that you saw when you change it."),
              changes: says(
                z.array(
                  z.strictObject({
                    part: says(z.enum(Object.keys(directoryParts) as [string, ...string[]]), "The part of the document."),
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
  "POST /api/service-drafts/{draftId}/documents": {
    request: z.strictObject({
      version: says(draftVersion, "The version; send the one that you saw when you change it."),
      document: sentDocument,
    }),
    requestShown: z.lazy(() =>
      z.strictObject({
        version: says(draftVersion, "The version; send the one that you saw when you change it."),
        document: says(directorySchema, "The whole document."),
      }),
    ),
    reply: z.lazy(draft),
    status: 201,
    refuses: ["stale-draft"],
  },
  "POST /api/service-drafts/{draftId}/publications": {
    request: z.strictObject({ version: says(draftVersion, "The version; send the one that you saw when you change it.") }),
    reply: z.lazy(publication),
    status: 201,
    refuses: ["second-person-needed", "stale-draft", "draft-not-publishable"],
  },
  "GET /api/directory/services": {
    name: "listServices",
    does: "The services that help, as Open Referral UK 3.0 has them.",
    query: ["page", "per_page"],
    reply: z.lazy(() =>
      z.strictObject({
        total_items: whole("How many services there are in all."),
        total_pages: whole("How many pages there are in all."),
        page_number: whole("Which page this is, counted from 1."),
        size: whole("How many services the page has."),
        first_page: says(z.boolean(), "This is the first page."),
        last_page: says(z.boolean(), "This is the last page."),
        empty: says(z.boolean(), "The page has no services."),
        contents: says(z.array(openReferralService()), "The services of this page."),
      }),
    ),
    status: 200,
  },
  "GET /api/directory/services/{serviceId}": {
    name: "getService",
    does: "One service, as Open Referral UK 3.0 has it.",
    reply: z.lazy(openReferralService),
    status: 200,
  },
} as const satisfies ContractsOf<"services">;
