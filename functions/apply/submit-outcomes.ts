import { invalidRequest } from "../../shared/http/answer.ts";
import { json, page, problem, type Reply, seeOther } from "../../shared/http/reply.ts";
import type { AddressedOutcome } from "./submit-addressed.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "apply/too-many.njk": object;
  }
}

type Row<O> = { readonly page: () => Reply; readonly api: (outcome: O) => Reply };

/** Residents and programs send by different acts. One table says what came of it, and a row that is missing does not compile. */
const rows: { readonly [K in AddressedOutcome["kind"]]: Row<Extract<AddressedOutcome, { readonly kind: K }>> } = {
  received: {
    page: () => seeOther("/apply/received"),
    api: ({ caseId }) => json({ caseId, status: "waiting" }, 201),
  },
  notRightToday: {
    page: () => seeOther("/apply/about-you"),
    api: ({ problems }) => invalidRequest(problems),
  },
  addressNotRight: {
    // The address page finds the same problem, shows it, and keeps the typed answers.
    page: () => seeOther("/apply/address?from=check"),
    api: ({ problem: wrong }) => invalidRequest([wrong]),
  },
  otherReceivedUnderThisId: {
    // Another press of the button sent other answers first; those are the application.
    page: () => seeOther("/apply/received"),
    api: () => problem("idempotency-key-reused"),
  },
  tooManyAtOnce: {
    page: () => page("apply/too-many.njk", {}, 429),
    api: () =>
      problem("too-many-requests", { detail: "Send the same request again in a minute: it counts once." }, { "retry-after": "60" }),
  },
};

const rowOf = ({ kind }: AddressedOutcome) => rows[kind] as Row<AddressedOutcome>;

export const residentReply = (outcome: AddressedOutcome): Reply => rowOf(outcome).page();
export const programReply = (outcome: AddressedOutcome): Reply => rowOf(outcome).api(outcome);
