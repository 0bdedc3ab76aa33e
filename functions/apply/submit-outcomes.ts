import { invalidRequest } from "../../shared/http/answer.ts";
import { json, problem, type Reply, seeOther } from "../../shared/http/reply.ts";
import type { SubmitOutcome } from "./submit-application.ts";

type Row<O> = { readonly page: () => Reply; readonly api: (outcome: O) => Reply };

/** Residents and programs send by different acts. One table says what came of it, and a row that is missing does not compile. */
const rows: { readonly [K in SubmitOutcome["kind"]]: Row<Extract<SubmitOutcome, { readonly kind: K }>> } = {
  received: {
    page: () => seeOther("/apply/received"),
    api: ({ caseId }) => json({ caseId, status: "waiting" }, 201),
  },
  notRightToday: {
    page: () => seeOther("/apply/about-you"),
    api: ({ problems }) => invalidRequest(problems),
  },
  otherReceivedUnderThisId: {
    // Another press of the button sent other answers first; those are the application.
    page: () => seeOther("/apply/received"),
    api: () => problem("idempotency-key-reused"),
  },
};

const rowOf = ({ kind }: SubmitOutcome) => rows[kind] as Row<SubmitOutcome>;

export const residentReply = (outcome: SubmitOutcome): Reply => rowOf(outcome).page();
export const programReply = (outcome: SubmitOutcome): Reply => rowOf(outcome).api(outcome);
