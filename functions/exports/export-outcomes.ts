import type { Outcomes } from "../../shared/http/act.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import { json, problem } from "../../shared/http/reply.ts";
import type { AskOutcome } from "./ask-for-export.ts";
import { filterErrors } from "./export-form.ts";
import { exportReply } from "./export-reply.ts";

const notTheirs = "Your roles do not see this list.";
const otherUnderThisId = "This was sent before for another file, and that export is kept. Start again for this one.";

export const askOutcomes: Outcomes<AskOutcome> = {
  asked: {
    page: ({ export: { exportId } }) => ({ to: `/exports/${exportId}` }),
    api: ({ export: asked }) => json(exportReply(asked), 202),
  },
  notTheirs: {
    page: () => ({ status: 403, notice: `${notTheirs} Choose one of those below.` }),
    api: () => problem("forbidden", { detail: notTheirs }),
  },
  notPossible: {
    page: ({ problems }, { form }) => ({ status: 400, errors: filterErrors(problems, form) }),
    api: ({ problems }) => invalidRequest(problems),
  },
  otherUnderThisId: {
    page: () => ({ status: 409, errors: [{ field: "format", text: otherUnderThisId }] }),
    api: () => problem("idempotency-key-reused", { detail: otherUnderThisId }),
  },
};
