import { beforeEach, expect, test } from "vitest";
import { send, signIn } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";
import { errorsIn, joan, newKey } from "../schemes/room.ts";
import { lawCentre, nextDirectory, openServices, publish, type ServicesRoom, savePart, startedOnPage } from "./room.ts";

let room: ServicesRoom;
beforeEach(async () => {
  room = await openServices(await freshTable());
});
const draftPage = (draftId: string, as = room.farah, now?: Date) =>
  send(room.services, "GET /service-drafts/{draftId}", { as, path: { draftId }, ...(now && { now }) });
const api = (route: string, json: unknown, as = room.farah, path = {}) =>
  send(room.services, route, { as, path, json, headers: { "idempotency-key": newKey() } });

test("staff read every service with its source; only a scheme manager is shown how to change them", async () => {
  const page = await send(room.services, "GET /services", { as: room.asha });
  expect(page.status).toBe(200);
  for (const words of ["Welfare Benefit Adviser", "MARAC", "Staff only", "Not verified", "partner:debtAdvice"])
    expect(page.body).toContain(words);
  expect(page.body).not.toContain("Change the services");
  expect((await send(room.services, "GET /services", { as: room.farah })).body).toContain("Change the services");
  expect((await send(room.services, "GET /services/{version}", { as: room.asha, path: { version: "2" } })).status).toBe(404);
});

test("a draft is started once for each press, changed, compared, and published by somebody else", async () => {
  const draftId = await startedOnPage(room);
  expect((await draftPage(draftId)).body).toContain("First day of this version: 1 April 2023 becomes 21 November 2026.");

  expect((await savePart(room, draftId, "new-service", lawCentre)).headers.location).toBe(`/service-drafts/${draftId}?saved=yes`);
  expect((await savePart(room, draftId, "earlyHelp", { "service-answerDays": "9" })).status).toBe(303);
  const { body } = await draftPage(draftId);
  expect(body).toContain("Service Early Help and Family Hubs, working days to answer: 5 becomes 9.");
  expect(body).toContain("Service added: Law Centre (");
  expect(body).toContain("You have edited this draft, so somebody else publishes it: a scheme manager who has not edited it.");

  expect((await publish(room, draftId, room.farah, 3)).isShownAgain).toBe(true);
  expect((await publish(room, draftId, room.joan, 2)).isShownAgain).toBe(true);
  expect((await publish(room, draftId, room.joan, 3)).headers.location).toBe("/services/2");
  expect((await draftPage(draftId)).headers.location).toBe("/services/2");
  const version = await send(room.services, "GET /services/{version}", { as: room.asha, path: { version: "2" } });
  expect(version.body).toContain("To come");
  expect(version.body).toContain("Published by Joan Clarke on 20 November 2026 at 10:00 am; written by Farah Aziz.");
  expect((await send(room.services, "GET /services", { as: room.asha })).body).toContain("Version 2, from 21 November 2026");
});

test("a problem is told at its input, with everything typed still there", async () => {
  const draftId = await startedOnPage(room);
  const refused = await savePart(room, draftId, "new-service", {
    ...lawCentre,
    "service-reasons": undefined,
    "service-urgentAnswerDays": "8",
    "service-source": "",
    "service-code": "law centre",
  });
  expect(refused.isShownAgain).toBe(true);
  expect(errorsIn(refused)).toEqual([
    { href: "#service-code", text: "Enter the service’s code as one word of letters, digits and underscores" },
    { href: "#service-source", text: "Enter where this comes from" },
  ]);
  expect(refused.body).toContain("Advises on the benefit cap");
  const again = await savePart(room, draftId, "new-service", {
    ...lawCentre,
    "service-reasons": undefined,
    "service-urgentAnswerDays": "8",
  });
  expect(errorsIn(again).map(({ href }) => href)).toEqual(["#service-reasons", "#service-urgentAnswerDays"]);
  expect((await room.drafts.find(draftId))?.version).toBe(1);
});

test("a version cannot start today, and a draft that has waited too long is told so", async () => {
  const draftId = await startedOnPage(room);
  const tooSoon = { "startsOn-day": "20", "startsOn-month": "11", "startsOn-year": "2026" };
  const refused = await savePart(room, draftId, "first-day", tooSoon);
  expect(errorsIn(refused)).toEqual([
    { href: "#startsOn-day", text: "The first day of this version, 20 November 2026, is too soon. Enter 21 November 2026 or a later day" },
  ]);
  const twoDaysOn = new Date("2026-11-22T10:00:00Z");
  const late = await send(room.services, "POST /service-drafts/{draftId}/publish", {
    as: await signIn(room.table, joan, twoDaysOn),
    path: { draftId },
    form: { version: "1" },
    now: twoDaysOn,
  });
  expect(late.isShownAgain).toBe(true);
  expect(late.body).toContain("The first day of this version, 21 November 2026, has passed.");
  expect(await room.drafts.publications()).toEqual([]);
});

test("a reason that a service takes cannot be removed alone; the link leads to the service", async () => {
  const draftId = await startedOnPage(room);
  const refused = await savePart(room, draftId, "referral-reasons", { "reasons-5-remove": "yes" });
  expect(errorsIn(refused)).toEqual([
    {
      href: `/service-drafts/${draftId}/parts/earlyHelp`,
      text: "Early Help and Family Hubs: there is no reason familySupport. Add it to the reasons first (opens in a new tab)",
    },
  ]);
  expect(
    (await savePart(room, draftId, "referral-reasons", { "reasons-7-code": "energy", "reasons-7-label": "Energy bills" })).status,
  ).toBe(303);
  expect((await draftPage(draftId)).body).toContain("Reason added: Energy bills (code: energy; what it is called: Energy bills).");
});

test("a service is taken out by a tick, and its code cannot be changed", async () => {
  const draftId = await startedOnPage(room);
  const page = await send(room.services, "GET /service-drafts/{draftId}/parts/{part}", { as: room.farah, path: { draftId, part: "mash" } });
  expect(page.body).not.toContain('name="service-code"');
  await savePart(room, draftId, "mash", { remove: "yes" });
  expect((await draftPage(draftId)).body).toContain("Service no longer used: Multi-Agency Safeguarding Hub (MASH)");
  expect((await savePart(room, draftId, "earlyHelp", { "service-code": "other" })).status).toBe(303);
  expect((await room.drafts.find(draftId))?.document).toContain('"code":"earlyHelp"');
});

test("two who change one draft do not write over each other, and what the second typed is kept", async () => {
  const draftId = await startedOnPage(room);
  await savePart(room, draftId, "earlyHelp", { "service-answerDays": "9" });
  const late = await savePart(room, draftId, "mash", { "service-does": "Looks at once", version: "1" }, room.joan);
  expect(late.isShownAgain).toBe(true);
  expect(late.body).toContain("Farah Aziz changed this draft");
  expect(late.body).toContain("Looks at once");
});

test("a draft is thrown away as it was seen", async () => {
  const draftId = await startedOnPage(room);
  const discard = (version: string) =>
    send(room.services, "POST /service-drafts/{draftId}/discard", { as: room.joan, path: { draftId }, form: { version } });
  expect((await discard("7")).isShownAgain).toBe(true);
  expect((await discard("1")).headers.location).toBe("/services");
  expect(await room.drafts.all()).toEqual([]);
});

test("a program does what the pages do: start, change, compare, publish by a second person, read", async () => {
  const started = await api("POST /api/service-drafts", { document: nextDirectory });
  expect(started.status).toBe(201);
  const { draftId } = started.json<{ draftId: string }>();
  const path = { draftId };
  const broken = await api(
    "POST /api/service-drafts/{draftId}/documents",
    { version: 1, document: { ...nextDirectory, services: [] } },
    room.farah,
    path,
  );
  expect(broken.json()).toMatchObject({ errors: [{ pointer: "/document/services", detail: "Add a service" }] });
  const document = { ...nextDirectory, services: nextDirectory.services.slice(0, 3) };
  expect((await api("POST /api/service-drafts/{draftId}/documents", { version: 1, document }, room.farah, path)).json()).toMatchObject({
    version: 2,
  });
  const read = await send(room.services, "GET /api/service-drafts/{draftId}", { as: room.asha, path });
  expect(read.json<{ differences: { version: number; changes: unknown[] }[] }>().differences).toMatchObject([{ version: 1 }]);
  const publication = (as = room.joan) => api("POST /api/service-drafts/{draftId}/publications", { version: 2 }, as, path);
  expect((await publication(room.farah)).json()).toMatchObject({ type: "urn:hardship-support:problem:second-person-needed" });
  expect((await publication()).json()).toMatchObject({ version: 2, publishedBy: { name: "Joan Clarke" } });
  const version = await send(room.services, "GET /api/service-directories/{version}", { as: room.asha, path: { version: "2" } });
  expect(version.json()).toMatchObject({ document, publication: { draftId } });
});
