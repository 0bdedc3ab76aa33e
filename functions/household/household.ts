import type * as z from "zod/mini";
import type { ToRecord } from "../../shared/domain/identity/change-household.ts";
import { type Asked, act } from "../../shared/http/act.ts";
import { type AnswerPorts, answer } from "../../shared/http/answer.ts";
import {
  type correctionRequestSchema,
  type homeRequestSchema,
  householdContracts,
  type leavingRequestSchema,
  type memberRequestSchema,
} from "../../shared/http/contracts/household-contracts.ts";
import { json, problem, type Reply } from "../../shared/http/reply.ts";
import { interestDeclared } from "../case/interest-declared.ts";
import { type ScoreAgainPorts, scoreAgain } from "../decide/score-again.ts";
import { type HouseholdPagePorts, householdPage, interestUnder } from "./household-page.ts";
import { householdReply } from "./household-reply.ts";
import { isOutOfHousehold, readHousehold } from "./read-household.ts";
import { type ChangeOutcome, type RecordChangePorts, recordChange } from "./record-change.ts";
import { correctionForm, homeForm, leavingForm, memberForm } from "./record-form.ts";
import { recordOutcomes } from "./record-outcomes.ts";
import { addPage, movePage, personPage } from "./record-page.ts";
import { type SplitPorts, splitOff } from "./split.ts";
import { readSplitForm } from "./split-form.ts";
import { splitOutcomes } from "./split-outcomes.ts";
import { splitPage } from "./split-page.ts";

export type HouseholdPorts = Required<AnswerPorts> & HouseholdPagePorts & RecordChangePorts & SplitPorts & ScoreAgainPorts;

type Sent = { readonly seen: { readonly version: number }; readonly reason: string };

const idsIn = ({ householdId = "", personId = "" }: Readonly<Record<string, string>>) => ({ householdId, personId });

/** A household: who, where and when, what it has had, and everything that staff record of it. */
export const createHousehold = (ports: HouseholdPorts) => {
  const take =
    <R extends Sent>(asking: (request: Omit<R, keyof Sent>, personId: string) => ToRecord) =>
    async ({ path, request: { seen, reason, ...request }, by, now }: Asked<R>): Promise<ChangeOutcome> => {
      const { householdId, personId } = idsIn(path);
      const outcome = await recordChange({ householdId, seen, reason, asked: asking(request, personId), by, now }, ports);
      // Sent again after a crash, it goes on here.
      if (outcome.kind === "recorded") await scoreAgain(householdId, { now }, ports);
      return outcome;
    };

  const apiOf = async (
    householdId: string,
    { principal, now }: { principal: Parameters<typeof isOutOfHousehold>[1]; now: Date },
  ): Promise<Reply> => {
    const read = await readHousehold(householdId, ports);
    if (read.kind === "notFound") return problem("not-found");
    if (read.kind === "joined") return apiOf(read.to, { principal, now });
    if (isOutOfHousehold(read.facts, principal)) return interestDeclared(interestUnder(read.facts));
    return json(householdReply(read.facts, await ports.schemes.book(now), now));
  };

  return answer(
    "household",
    householdContracts,
    {
      reads: {
        "GET /households/{householdId}": ({ path, principal, now }) => householdPage(idsIn(path).householdId, ports, { principal, now }),
        "GET /households/{householdId}/people": ({ path, principal, now }) => addPage(idsIn(path).householdId, ports, { principal, now }),
        "GET /households/{householdId}/people/{personId}": ({ path, principal, now }) => personPage(idsIn(path), ports, { principal, now }),
        "GET /households/{householdId}/homes": ({ path, principal, now }) => movePage(idsIn(path).householdId, ports, { principal, now }),
        "GET /households/{householdId}/joined/{partId}": ({ path: { householdId = "", partId = "" }, principal }) =>
          splitPage({ householdId, partId }, ports, { principal }),
        "GET /api/households/{householdId}": ({ path, principal, now }) => apiOf(idsIn(path).householdId, { principal, now }),
      },
      acts: {
        addMember: act({
          read: memberForm.read,
          take: take<z.output<typeof memberRequestSchema>>((request) => ({ kind: "addMember", ...request })),
          outcomes: recordOutcomes(memberForm, "add-name"),
          again: ({ path, by, now, form }, says) => addPage(idsIn(path).householdId, ports, { principal: by, now, form, ...says }),
        }),
        correctMember: act({
          read: correctionForm.read,
          take: take<z.output<typeof correctionRequestSchema>>((request, personId) => ({ kind: "correctMember", personId, ...request })),
          outcomes: recordOutcomes(correctionForm, "correct-name"),
          again: ({ path, by, now, form }, says) =>
            personPage(idsIn(path), ports, { principal: by, now, form, sent: "correction", ...says }),
        }),
        recordLeaving: act({
          read: leavingForm.read,
          take: take<z.output<typeof leavingRequestSchema>>((request, personId) => ({ kind: "memberLeft", personId, ...request })),
          outcomes: recordOutcomes(leavingForm, "leave-why"),
          again: ({ path, by, now, form }, says) => personPage(idsIn(path), ports, { principal: by, now, form, sent: "leaving", ...says }),
        }),
        splitHousehold: act({
          read: readSplitForm,
          take: async ({ path, request, by, now }) => {
            const { householdId = "", partId = "" } = path;
            const outcome = await splitOff({ householdId, partId, ...request, by, now }, ports);
            if (outcome.kind === "split") for (const each of [outcome.stays, outcome.leaves]) await scoreAgain(each, { now }, ports);
            return outcome;
          },
          outcomes: splitOutcomes,
          again: ({ path: { householdId = "", partId = "" }, by, form }, says) =>
            splitPage({ householdId, partId }, ports, { principal: by, form, ...says }),
        }),
        changeHome: act({
          read: homeForm.read,
          take: take<z.output<typeof homeRequestSchema>>((request) => ({ kind: "changeHome", ...request })),
          outcomes: recordOutcomes(homeForm, "home-kind"),
          again: ({ path, by, now, form }, says) => movePage(idsIn(path).householdId, ports, { principal: by, now, form, ...says }),
        }),
      },
    },
    ports,
  );
};
