import * as z from "zod/mini";
import { accessWords } from "../../domain/access.ts";
import { says } from "../../domain/says.ts";
import { toDos } from "../../domain/to-do.ts";
import { toDoMessageSchema } from "../../domain/to-do-message.ts";
import { actor, type ContractsOf, list, paging } from "./contract.ts";
import { instant, text, whole } from "./fields.ts";

const session = () =>
  z.strictObject({
    sessionId: text("The session’s id."),
    person: says(actor, "The person."),
    startedAt: instant("When it began."),
    lastUsedAt: instant("When it was last used."),
  });
const access = () =>
  z.strictObject({
    accessId: text("The id of this record."),
    at: instant("When it happened."),
    by: says(actor, "Who did it."),
    did: says(z.enum(Object.keys(accessWords) as [string, ...string[]]), "What they did."),
    route: z.optional(text("The route that they called.")),
    of: z.optional(text("Whom or what it is about.")),
  });

const toDo = () =>
  z.strictObject({
    act: says(z.enum(Object.keys(toDos) as [string, ...string[]]), "What the caller would do."),
    scheme: z.optional(text("The scheme’s code, where each scheme has its own.")),
    count: whole("How many wait."),
    isMore: says(z.boolean(), "The list is longer, and was counted no further."),
  });

/** The API of sessions and of who opened what. */
export const signInContracts = {
  "GET /api/sessions": {
    name: "listSessions",
    does: "One’s own sessions in browsers, the newest first. An operator gets everybody’s.",
    reply: z.lazy(() => list(session())),
    status: 200,
  },
  "GET /api/to-dos": {
    name: "listToDos",
    does: "What waits for the caller to sign, approve, release or prepare, counted. What they themselves began and somebody else must finish is left out.",
    reply: z.lazy(() => z.strictObject({ items: says(z.array(toDo()), "The kinds of work of which something waits.") })),
    status: 200,
  },
  "POST /api/to-do-messages": { request: toDoMessageSchema, reply: z.lazy(() => toDoMessageSchema), status: 200 },
  "POST /api/sessions/{sessionId}/endings": {
    request: z.strictObject({}),
    reply: z.lazy(() => z.strictObject({ sessionId: text("The session’s id."), state: says(z.literal("ended"), "Where it stands.") })),
    status: 200,
  },
  "GET /api/access": {
    name: "listAccesses",
    does: "Who signed in, was refused, opened a case or took a file, the newest first: of one day, or about one case, batch, run or person.",
    query: ["day", "of", ...paging],
    reply: z.lazy(() => list(access())),
    status: 200,
  },
} as const satisfies ContractsOf<"signIn">;
