import { createHash } from "node:crypto";
import type { Application } from "../../shared/domain/application.ts";
import { caseIdFrom } from "../../shared/domain/ids.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import { json, problem, type Reply } from "../../shared/http/reply.ts";
import { type SubmitPorts, submitApplication } from "./submit-application.ts";

type ApplicationSent = {
  readonly body: Application;
  readonly principal: Principal;
  readonly idempotencyKey: string;
  readonly now: Date;
};

/** The case that one caller's key stands for, however often it is sent. */
const caseIdOfKey = ({ principal, idempotencyKey }: ApplicationSent): string =>
  caseIdFrom(createHash("sha256").update(`${principal.id}:${idempotencyKey}`).digest());

/** Takes a whole application from a program. */
export const receiveApplication = async (sent: ApplicationSent, ports: SubmitPorts): Promise<Reply> => {
  const caseId = caseIdOfKey(sent);
  const outcome = await submitApplication({ caseId, application: sent.body, by: actorOf(sent.principal), now: sent.now }, ports);
  switch (outcome.kind) {
    case "received":
      return json({ caseId, status: "waiting" }, 201);
    case "impossibleDates":
      return invalidRequest(outcome.problems);
    case "otherReceivedUnderThisId":
      return problem("idempotency-key-reused");
  }
};
