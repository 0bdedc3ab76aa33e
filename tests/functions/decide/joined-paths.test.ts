import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createRunAwards } from "../../../functions/bulk/run-awards.ts";
import { awardGrant } from "../../../functions/decide/award-grant.ts";
import { startLines } from "../../../functions/fulfil/start-lines.ts";
import { takeSteps } from "../../../functions/line/move-line.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import { caseIdFrom } from "../../../shared/domain/ids.ts";
import { pence } from "../../../shared/domain/money.ts";
import { resident } from "../../../shared/domain/principal.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { dynamoApplications } from "../../../shared/store/applications.ts";
import { eventAfter } from "../../../shared/store/case-writes.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { contactDestination, dynamoDestinations } from "../../../shared/store/destinations.ts";
import type { Table } from "../../../shared/store/items.ts";
import type { KnownPeople } from "../../../shared/store/known-people.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { aDayInCrf, allocateExample, applicationLike, approver, awardRequestFor, submitExample } from "../../examples.ts";
import { send } from "../../http.ts";
import { expectConsistent } from "../../invariants/audit.ts";
import { type Command, inFront } from "../../setup/in-front.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { queueOn } from "../../stream.ts";
import { openDesk, seenIn, textOf } from "../assess/desk.ts";
import { serveAll } from "../award/waiting-desk.ts";
import { approve as approveRun, csvOf, openDesk as openBulk, outcomesOf, partPortsOn, prepared, ran, rowFor, work } from "../bulk/desk.ts";
import { awardTo, bed, differencesOf, fuel, join, openJoinDesk, portsOn, split } from "./join-desk.ts";

const joinOn = (table: Table, keep: Pick<Case, "householdId">, other: Pick<Case, "householdId">) =>
  join(keep as Case, other as Case, portsOn(table));

test("page and API refuse the joined household's second award with the first one's reference", async () => {
  const desk = await openDesk(5_000_00);
  const [a, b] = [await submitExample(desk.table), await submitExample(desk.table)];
  const first = await awardTo(a, fuel, portsOn(desk.table));
  await joinOn(desk.table, a, b);
  const earlierAwardId = first.kind === "awarded" ? first.award.awardId : "";

  const api = await send(desk.award, "POST /api/cases/{caseId}/awards", {
    as: desk.asha,
    path: { caseId: b.caseId },
    json: awardRequestFor(b, { lines: fuel }),
    headers: { "idempotency-key": randomUUID() },
  });
  expect(api.status).toBe(409);
  expect(api.json()).toMatchObject({ type: expect.stringContaining("household-already-awarded"), earlierAwardId });

  const page = await send(desk.award, "POST /cases/{caseId}/award", {
    as: desk.asha,
    path: { caseId: b.caseId },
    form: {
      ...{ ...seenIn(b), decisionId: randomUUID(), "item-1": "fuelTopUp", "amount-1": "49", "delivery-1": "CASH" },
      evidence: ["address:shown:Council tax record", "income:shown:Universal Credit journal"],
      reason: "No heating.",
    },
  });
  expect(textOf(page.body)).toContain(`the household has award ${earlierAwardId} for this.`);

  const shown = await send(desk.assess, "GET /cases/{caseId}", { as: desk.asha, path: { caseId: b.caseId } });
  expect(textOf(shown.body)).toContain(earlierAwardId);
  const reply = await send(desk.assess, "GET /api/cases/{caseId}", { as: desk.asha, path: { caseId: b.caseId } });
  expect(JSON.stringify(reply.json())).toContain(earlierAwardId);
  expect(reply.json<{ household: { applications: { caseId: string }[] } }>().household.applications.map(({ caseId }) => caseId)).toContain(
    a.caseId,
  );
});

test("a second person approves no award whose household was joined to one that was helped before, by page or by API", async () => {
  const desk = await openDesk(9_000_00);
  const [a, b] = [await submitExample(desk.table), await submitExample(desk.table)];
  const ports = portsOn(desk.table);
  const machine = (pounds: number) => [
    { item: "washingMachine", amount: pence(pounds * 100), delivery: "TANGIBLE" as const, reason: "A large family." },
  ];
  const first = await awardTo(a, machine(300), ports);
  expect(first.kind).toBe("awarded");
  const second = await awardTo(b, machine(2_500), ports);
  expect(second).toMatchObject({ kind: "awarded", award: { awaitsApproval: true } });
  await joinOn(desk.table, a, b);
  const head = await ports.cases.find(b.caseId);
  if (!head || first.kind !== "awarded") throw new Error("The case is not there.");

  const api = await send(desk.award, "POST /api/cases/{caseId}/approvals", {
    as: desk.cleo,
    path: { caseId: b.caseId },
    json: { seen: { version: head.version, householdId: head.householdId } },
    headers: { "idempotency-key": randomUUID() },
  });
  expect(api.status).toBe(409);
  expect(api.json()).toMatchObject({ earlierAwardId: first.award.awardId });
  const page = await send(desk.award, "POST /cases/{caseId}/approve", {
    as: desk.cleo,
    path: { caseId: b.caseId },
    form: { ...seenIn(head), decisionId: randomUUID(), reason: "" },
  });
  expect(textOf(page.body)).toContain(`the household has award ${first.award.awardId} for this.`);
  expect((await ports.cases.find(b.caseId))?.status).toBe("toApprove");
  await expectConsistent(desk.table);
});

test("a case that waits for money is sent back at its turn if a household joined to its own was helped", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 49_00);
  const [a, b] = [await submitExample(table), await submitExample(table)];
  const first = await awardTo(a, fuel, portsOn(table));
  expect((await awardTo(b, fuel, portsOn(table))).kind).toBe("waitsForMoney");
  await joinOn(table, a, b);
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 500_00, "more");
  expect(await serveAll(table)).toEqual([]);

  const whole = await dynamoCases(table).whole(b.caseId);
  expect(whole?.case.status).toBe("waiting");
  expect(JSON.stringify(whole?.events.at(-1)?.detail)).toContain(first.kind === "awarded" ? first.award.awardId : "");
  await expectConsistent(table);
});

test("a run of chosen cases names the first award of a joined household, and awards no second one", async () => {
  const desk = await openBulk();
  await allocateExample(desk.table, "CRF", "CRISIS_PAYMENT", 5_000_00);
  const [a, b] = [await submitExample(desk.table), await submitExample(desk.table)];
  await joinOn(desk.table, a, b);
  const runId = await prepared(desk, undefined, { cases: [a.caseId, b.caseId] });
  await work(desk, runId);
  await approveRun(desk, runId);
  await work(desk, runId);

  const outcomes = await outcomesOf(desk, runId);
  expect(outcomes.map(({ kind }) => kind)).toEqual(["awarded", "alreadyHelped"]);
  expect(outcomes[1]?.awardId).toBe(outcomes[0]?.awardId);
  await expectConsistent(desk.table);
});

test("people of two joined households on one list get one award between them", async () => {
  const desk = await openBulk();
  await allocateExample(desk.table, "CRF", "CRISIS_PAYMENT", 5_000_00);
  const list = csvOf([rowFor(1), rowFor(2), rowFor(3)]);
  await ran(desk, list);
  const [one = "", two = ""] = (await everythingIn(desk.table))
    .filter(({ itemKind }) => itemKind === "award")
    .map(({ householdId }) => String(householdId));
  await joinOn(desk.table, { householdId: one }, { householdId: two });
  const runId = await ran(desk, list, { item: "bed", delivery: "TANGIBLE", amount: 120_00 });

  const outcomes = await outcomesOf(desk, runId);
  expect(outcomes.filter(({ kind }) => kind === "awarded")).toHaveLength(2);
  await expectConsistent(desk.table);
  expect(await differencesOf(desk.table)).toEqual([]);
});

test("two rows of one write that are of one household make one award, and the second names it", async () => {
  const desk = await openBulk();
  await allocateExample(desk.table, "CRF", "CRISIS_PAYMENT", 5_000_00);
  const { householdId } = await submitExample(desk.table);
  const ports = partPortsOn(desk.table);
  const knownPeople: KnownPeople = {
    async of(owns, thresholds) {
      const here = { householdId, claims: await ports.cases.claims(householdId) };
      return (await ports.knownPeople.of(owns, thresholds)).map(({ found }) => ({ here, found }));
    },
  };
  const worker = createRunAwards({ ...ports, knownPeople, queue: queueOn(desk.table) });
  const runId = await prepared(desk, csvOf([rowFor(1), rowFor(2)]));
  await work(desk, runId, worker);
  await approveRun(desk, runId);
  await work(desk, runId, worker);

  const outcomes = await outcomesOf(desk, runId);
  expect(outcomes.map(({ kind }) => kind)).toEqual(["awarded", "alreadyHelped"]);
  expect(outcomes[1]?.awardId).toBe(outcomes[0]?.awardId);
  await expectConsistent(desk.table);
});

test("joined households share no place with themselves, and share it again once they are split", async () => {
  const { a, b, ports, table } = await openJoinDesk();
  const destinations = dynamoDestinations(table);
  const destination = contactDestination("key", { channel: "text", to: "07700 900111" });
  const othersOf = async () => (await destinations.others([{ destination, householdId: a.householdId }]))[0]?.households;
  await destinations.note(destination, { householdId: a.householdId, lineId: "one" });
  await destinations.note(destination, { householdId: b.householdId, lineId: "two" });

  expect(await othersOf()).toEqual([b.householdId]);
  await join(a, b, ports);
  expect(await othersOf()).toEqual([]);
  expect((await destinations.note(destination, { householdId: b.householdId, lineId: "three" })).households).toEqual([]);
  await split(a, b, ports);
  expect(await othersOf()).toEqual([b.householdId]);
});

test("safe contact from an application of either binds both while they are joined, and stays with the household of its case", async () => {
  const { table, ports } = await openJoinDesk();
  const saying = (contact: ReturnType<typeof applicationLike>["contact"]) => applicationLike({ contact });
  const phone = "07700 900111";
  const [one, two] = [
    await submitExample(table, { application: saying({ ways: ["text", "email", "phone"], phone, email: "one@example.com" }) }),
    await submitExample(table, { application: saying({ ways: ["text", "email", "phone"], phone, email: "two@example.com" }) }),
  ];
  await join(one, two, ports);
  const application = saying({ ways: ["text"], phone, safety: "He reads my post." });
  const seen = await ports.cases.claims(two.householdId);
  const caseId = caseIdFrom(new TextEncoder().encode("A third case of two households"));
  const event = eventAfter({ caseId, version: 0, lastEventHash: "" }, aDayInCrf.toISOString(), resident, {
    kind: "submitted",
    by: resident,
  });
  const submit = (joined: typeof seen) =>
    dynamoApplications(table).submit({
      application,
      contentHash: caseId,
      case: { ...two, caseId, lastEventHash: event.hash },
      event,
      isNewHousehold: false,
      joined,
      identity: { identities: [], identifiers: [] },
      matches: [],
    });
  // An award made between the read and the write is not lost: the application looks again.
  expect((await awardTo(one, fuel, ports)).kind).toBe("awarded");
  expect((await submit(seen)).kind).toBe("householdMoved");
  expect((await submit(await ports.cases.claims(two.householdId))).kind).toBe("submitted");

  expect(await ports.cases.standingContact(await ports.cases.claims(one.householdId))).toMatchObject({ ways: ["text"], care: true });
  for (const head of [one, two])
    expect(await ports.cases.toDecide(head.caseId, head.householdId)).toMatchObject({ contact: { ways: ["text"] } });
  await expectConsistent(table);
  await split(one, two, ports);
  expect((await ports.cases.claims(one.householdId)).contact).toMatchObject({ ways: ["text", "email", "phone"] });
  expect((await ports.cases.claims(two.householdId)).contact).toMatchObject({ ways: ["text"], care: true });
  await expectConsistent(table);
});

test("a decision takes two round trips, and one more where the household is joined to another", async () => {
  const { a, b, table } = await openJoinDesk();
  const sent: string[] = [];
  const counted = inFront(table, (command: Command, onward) => {
    sent.push(command.constructor.name);
    return onward(command);
  });
  const ports = portsOn(counted);
  const decide = async (head: Case, lines: Parameters<typeof awardTo>[1]) => {
    const seen = await dynamoCases(table).find(head.caseId);
    if (!seen) throw new Error("The case is not there.");
    sent.length = 0;
    const request = awardRequestFor(seen, { lines });
    await awardGrant({ caseId: head.caseId, decisionId: randomUUID(), by: approver, now: aDayInCrf, request }, ports);
    return [...sent];
  };
  expect(await decide(a, fuel)).toEqual(["BatchGetItemCommand", "TransactWriteItemsCommand"]);
  await join(a, b, portsOn(table));
  expect(await decide(await submitExample(table, { householdId: a.householdId }), bed)).toEqual([
    "BatchGetItemCommand",
    "TransactWriteItemsCommand",
  ]);
  expect(await decide(b, [{ item: "foodParcel", amount: pence(30_00), delivery: "THIRD_PARTY" }])).toEqual([
    "BatchGetItemCommand",
    "GetItemCommand",
    "TransactWriteItemsCommand",
  ]);
});

test("a line that is started while its award is put to another household comes back to that household", async () => {
  const { a, b, ports, table } = await openJoinDesk();
  await join(a, b, ports);
  const outcome = await awardTo(b, fuel, ports, { now: new Date(aDayInCrf.getTime() + 60_000) });
  if (outcome.kind !== "awarded") throw new Error("Not awarded.");
  const { award } = outcome;
  const schemes = dynamoSchemes(table);
  await Promise.all([
    split(a, b, ports, { awardsTo: { [award.awardId]: a.householdId } }),
    startLines(award, aDayInCrf, { lines: dynamoLines(table), schemes }),
  ]);
  const found = await ports.lines.find(award.caseId, award.awardId, 0);
  expect(found?.line.householdId).toBe(a.householdId);
  await expectConsistent(table);
  if (!found) return;
  const by = { id: approver.id, name: approver.name };
  await takeSteps(found, ["cancel"], { at: aDayInCrf.toISOString(), by, key: "back" }, { book: shippedSchemes }, ports);
  expect((await ports.cases.claims(a.householdId)).claims).toEqual([]);
  await expectConsistent(table);
  expect(await differencesOf(table)).toEqual([]);
});

test("a crash between two moves of awards leaves one household, and the same split sent again finishes it", async () => {
  const { a, b, ports, table } = await openJoinDesk();
  await join(a, b, ports);
  const later = new Date(aDayInCrf.getTime() + 60_000);
  const made = [
    await awardTo(b, fuel, ports, { now: later }),
    await awardTo(await submitExample(table, { householdId: b.householdId }), bed, ports, { now: later }),
  ];
  const awardsTo = Object.fromEntries(made.flatMap((one) => (one.kind === "awarded" ? [[one.award.awardId, a.householdId]] : [])));
  let writes = 0;
  const crashing = inFront(table, (command: Command, onward) => {
    if (command.constructor.name === "TransactWriteItemsCommand") writes += 1;
    return writes > 1 ? Promise.reject(new Error("Killed.")) : onward(command);
  });
  await expect(split(a, b, portsOn(crashing), { awardsTo })).rejects.toThrow("Killed.");
  await expectConsistent(table);
  expect(await differencesOf(table)).toEqual([]);
  expect((await split(a, b, ports, { awardsTo })).kind).toBe("split");
  expect((await split(a, b, ports, { awardsTo })).kind).toBe("notJoined");
  expect((await ports.cases.claims(a.householdId)).claims).toHaveLength(2);
  expect((await ports.cases.claims(b.householdId)).claims).toEqual([]);
  await expectConsistent(table);
  expect(await differencesOf(table)).toEqual([]);
});
