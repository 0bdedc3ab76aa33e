import { expect, test } from "vitest";
import { principalFrom } from "../../../shared/domain/principal.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { assessor, submitExample } from "../../examples.ts";
import { send, signIn } from "../../http.ts";
import { residentOn } from "../apply/resident.ts";
import { seenIn } from "../assess/desk.ts";
import { openOnwardHelp } from "../refer/onward.ts";
import { lawCentre, openServices, publish, savePart, startedOnPage } from "./room.ts";

const today = new Date("2026-11-20T10:30:00Z");
const tomorrow = new Date("2026-11-21T09:00:00Z");

test("a new partner needs no release: added, published, and from the next day on asked about, referred to and answering", async () => {
  const onward = await openOnwardHelp();
  const { table, refer } = onward;
  const room = await openServices(table);
  const draftId = await startedOnPage(room);
  await savePart(room, draftId, "new-service", lawCentre);
  expect((await publish(room, draftId, room.joan, 2)).status).toBe(303);

  const partner = principalFrom("law-centre", "Lin Ode", ["partner:lawCentre"]);
  const refers = { service: "lawCentre", reasons: "housing", asks: "Please look at the benefit cap." };
  const early = await submitExample(table, { at: today });
  const tooEarly = await send(refer, "POST /cases/{caseId}/refer", {
    as: onward.asha,
    path: { caseId: early.caseId },
    form: { ...seenIn(early), ...refers },
    now: today,
  });
  expect(tooEarly.isShownAgain).toBe(true);
  expect(tooEarly.body).toContain("Select a service that takes referrals");
  expect((await send(refer, "GET /referrals", { as: await signIn(table, partner, today), now: today })).status).toBe(403);

  const resident = residentOn(table);
  await resident.post("for-whom", { role: "self" }, { now: tomorrow });
  const form = await resident.get("other-help", { now: tomorrow });
  expect(form.body).toContain("Law Centre (advises on the benefit cap)");
  const head = await submitExample(table, { at: tomorrow });
  const asha = await signIn(table, assessor, tomorrow);
  const sent = await send(refer, "POST /cases/{caseId}/refer", {
    as: asha,
    path: { caseId: head.caseId },
    form: { ...seenIn(head), ...refers },
    now: tomorrow,
  });
  expect(sent.status).toBe(303);
  await onward.deliverAll();

  const lin = await signIn(table, partner, tomorrow);
  const list = await send(refer, "GET /referrals", { as: lin, now: tomorrow });
  expect(list.body).toContain("Law Centre");
  const [referral] = (await dynamoCases(table).whole(head.caseId))?.referrals ?? [];
  expect(referral).toMatchObject({
    serviceName: "Law Centre",
    answerDue: "2026-12-01",
    consent: { shares: "a name, how to make contact safely and what help is needed" },
  });
  const path = { referralId: referral?.referralId ?? "" };
  const shown = await send(refer, "GET /referrals/{referralId}", { as: lin, path, now: tomorrow });
  expect(shown.body).toContain("and that you are told a name, how to make contact safely and what help is needed");
  await send(refer, "POST /referrals/{referralId}/accept", {
    as: lin,
    path,
    form: { version: String(referral?.version), stepId: "a-step" },
    now: tomorrow,
  });
  expect((await dynamoCases(table).whole(head.caseId))?.referrals[0]?.state).toBe("accepted");
});

test("a group for a service that the directory does not have lets nobody in", async () => {
  const { table, refer } = await openOnwardHelp();
  for (const group of ["partner:nobody", "partner:toString", "partner:constructor"]) {
    const as = await signIn(table, principalFrom("somebody", "Somebody", [group]));
    expect((await send(refer, "GET /referrals", { as })).status, group).toBe(403);
  }
});

test("no service for staff only is on a resident's form or among the choices of a case", async () => {
  const onward = await openOnwardHelp();
  const resident = residentOn(onward.table);
  await resident.post("for-whom", { role: "self" });
  const form = await resident.get("other-help");
  expect(form.body).toContain("Welfare Benefit Adviser");
  const head = await submitExample(onward.table);
  const refused = await send(onward.refer, "POST /cases/{caseId}/refer", {
    as: onward.asha,
    path: { caseId: head.caseId },
    form: { ...seenIn(head), service: "marac", reasons: "debt", asks: "Please look." },
  });
  expect(refused.isShownAgain).toBe(true);
  for (const hidden of ["MARAC", "MASH", "single point of access"]) {
    expect(form.body).not.toContain(hidden);
    expect(refused.body).not.toContain(hidden);
  }
});
