import { beforeEach, expect, test } from "vitest";
import { keyRegistersAgain } from "../../../functions/registers/key-again.ts";
import { createLoadRegisters } from "../../../functions/registers/load-registers.ts";
import type { Register } from "../../../shared/domain/register/register.ts";
import type { RegisterRow } from "../../../shared/domain/register/register-row.ts";
import { identityOfRow } from "../../../shared/domain/register/row-identity.ts";
import { dynamoRegisters } from "../../../shared/store/registers.ts";
import { everythingIn } from "../../setup/table.ts";
import { deliverTo, queueOn } from "../../stream.ts";
import {
  api,
  csvOf,
  type Desk,
  end,
  inManyFiles,
  loaded,
  loaderOn,
  openDesk,
  partsOf,
  type RegisterReply,
  rowFor,
  rowsFor,
  secret,
  standing,
  startLoading,
  upload,
  uploaded,
  work,
} from "./desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

const today = "2026-11-20";
const sought: RegisterRow = {
  row: 2,
  people: [{ name: "Robin B Personb", dateOfBirth: "1980-01-01" }],
  home: { line1: "1 Sample Street", postcode: "CV1 2AB" },
  facts: {},
};
const household = identityOfRow({ registerId: "sought", dated: today } as Register, sought);
const known = async (day = today) => (await dynamoRegisters(desk.table, secret).known(household, day)).map(({ row }) => row.reference);
const itemsOf = async (kind: string) => (await everythingIn(desk.table)).filter(({ itemKind }) => itemKind === kind);

test("a list is seen by nobody before its last row is loaded, and whole after that", async () => {
  const { registerId, state } = await inManyFiles(desk);
  expect(state).toBe("checked");
  expect(await known()).toEqual([]);

  expect((await startLoading(desk, registerId)).status).toBe(202);
  const [first] = await partsOf(desk.table, registerId);
  expect(await deliverTo(loaderOn(desk.table), first ? [first] : [])).toEqual([]);
  expect(await standing(desk, registerId)).toMatchObject({ state: "loading", partsDone: 1, parts: 2, isInUse: false });
  expect(await known()).toEqual([]);

  await work(desk, registerId);
  expect(await standing(desk, registerId)).toMatchObject({ state: "loaded", partsDone: 2, isInUse: true, rows: 11 });
  expect(await known()).toContain("CT1");
});

test("twenty faulty rows are twenty named faults to a program, and nothing at all is kept", async () => {
  const faulty = Array.from({ length: 20 }, (_, index) => rowFor(index + 2).replace("1980-01-01", `${index + 40}/01/1980`));
  const answer = await upload(desk, csvOf([rowFor(1), ...faulty]));
  expect(answer.status).toBe(422);
  const { type, faults } = answer.json<{ type: string; faults: readonly { row: number; column: string; detail: string }[] }>();
  expect(type).toContain("list-unreadable");
  expect(faults).toHaveLength(20);
  expect(faults[0]).toEqual({ row: 3, column: "date_of_birth", detail: "“40/01/1980” is not a date like 09/03/1984 or 1984-03-09" });
  for (const kind of ["register", "registerRows", "registerEntry", "registerSending"]) expect(await itemsOf(kind)).toEqual([]);
});

test("a list is used to the end of its last day in London, and not after it, removed or not", async () => {
  await loaded(desk, csvOf([rowFor(1)]), { usedUntil: "2026-11-30" });
  expect(await known("2026-11-30")).toEqual(["CT1"]);
  expect(await known("2026-12-01")).toEqual([]);
  expect(await itemsOf("registerRows")).toMatchObject([{ expiresAtSeconds: Date.parse("2026-12-01T00:00:00Z") / 1000 }]);
  const late = new Date("2026-12-01T00:00:01Z");
  const { registerId } = (await itemsOf("register"))[0] as { registerId: string };
  expect(await standing({ ...desk, ...(await openDesk(desk.table, late)) }, registerId, late)).toMatchObject({ isInUse: false });
});

test("the same sent again under its key is the same list, and other rows under it are refused", async () => {
  const [first, again, other] = [
    await upload(desk, csvOf([rowFor(1)]), {}, "one-key-of-a-sender"),
    await upload(desk, csvOf([rowFor(1)]), {}, "one-key-of-a-sender"),
    await upload(desk, csvOf([rowFor(2)]), {}, "one-key-of-a-sender"),
  ];
  expect([first.status, again.status, other.status]).toEqual([201, 201, 409]);
  expect(again.json<RegisterReply>().registerId).toBe(first.json<RegisterReply>().registerId);
  expect(await itemsOf("register")).toHaveLength(1);
});

test("two people who press load at once load one list, and a part that is delivered again adds nothing", async () => {
  const { registerId, version } = await uploaded(desk, csvOf(rowsFor(30)));
  const path = { registerId };
  const answers = await Promise.all(
    [desk.mina, desk.otis].map((as) => api(desk, "POST /api/registers/{registerId}/loadings", as, { version }, { path })),
  );
  expect(answers.map(({ status }) => status)).toEqual([202, 202]);
  const parts = await partsOf(desk.table, registerId);
  const loader = loaderOn(desk.table);
  await Promise.all([deliverTo(loader, parts), deliverTo(loaderOn(desk.table), parts)]);
  const entries = await itemsOf("registerEntry");
  await deliverTo(loader, parts);
  expect(await itemsOf("registerEntry")).toEqual(entries);
  expect(await standing(desk, registerId)).toMatchObject({ state: "loaded" });
  expect(await known()).toContain("CT1");
});

test("two files that two people add at once are both kept whole or one of them is told to look again", async () => {
  const { registerId, version } = await uploaded(desk, csvOf(rowsFor(60)));
  const path = { registerId };
  const add = (list: string, as = desk.mina) => api(desk, "POST /api/registers/{registerId}/files", as, { version, list }, { path });
  const answers = await Promise.all([add(csvOf(rowsFor(70, 1_000))), add(csvOf(rowsFor(80, 2_000)), desk.otis)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  const { rows, files } = await standing(desk, registerId);
  expect([130, 140]).toContain(rows);
  expect(files).toHaveLength(2);
  // Rows that no list names are not left lying about.
  expect(await itemsOf("registerRows")).toHaveLength(4);
  expect((await add(csvOf(rowsFor(60)))).status).toBe(201);
  expect((await standing(desk, registerId)).rows).toBe(rows);
});

test("loading that a crash has cut short goes on where it stood, and nothing of it was seen meanwhile", async () => {
  const { registerId } = await inManyFiles(desk);
  await startLoading(desk, registerId);
  const registers = dynamoRegisters(desk.table, secret);
  const [first] = await partsOf(desk.table, registerId);
  let indexed = 0;
  const crashing = createLoadRegisters({
    registers: {
      ...registers,
      index: async (register, place) => {
        indexed += 1;
        if (indexed === 4) throw new Error("The function ended here.");
        return registers.index(register, place);
      },
    },
    queue: queueOn(desk.table),
  });
  expect(await deliverTo(crashing, first ? [first] : [])).toHaveLength(1);
  expect(await known()).toEqual([]);
  await work(desk, registerId);
  expect(await known()).toContain("CT1");

  const { registerId: straight } = await inManyFiles(desk, { origin: "Council tax, another office" });
  await startLoading(desk, straight);
  await work(desk, straight);
  const entriesOf = async (id: string) =>
    (await itemsOf("registerEntry"))
      .filter((entry) => entry.registerId === id)
      .map(({ entryHash, rows }) => [entryHash, [...(rows as Set<string>)].toSorted()]);
  expect(await entriesOf(registerId)).toEqual(await entriesOf(straight));
});

test("a newer list from the same place takes over when all of it is loaded, and an older one never does", async () => {
  const row = (reference: string) => rowFor(1).replace("CT1", reference);
  await loaded(desk, csvOf([row("OCT")]));
  const november = await uploaded(desk, csvOf([row("NOV")]), { dated: "2026-11-01" });
  await startLoading(desk, november.registerId);
  expect(await known()).toEqual(["OCT"]);
  await work(desk, november.registerId);
  expect(await known()).toEqual(["NOV"]);
  await loaded(desk, csvOf([row("SEP")]), { dated: "2026-09-01" });
  expect(await known()).toEqual(["NOV"]);
  await loaded(desk, csvOf([row("ELSEWHERE")]), { origin: "Council tax, Warwick" });
  expect((await known()).toSorted()).toEqual(["ELSEWHERE", "NOV"]);
  await end(desk, november.registerId);
  expect((await known()).toSorted()).toEqual(["ELSEWHERE", "OCT"]);
});

test("a list that somebody ends is seen no more at once, and its rows and its index are deleted", async () => {
  const { registerId } = await inManyFiles(desk);
  await startLoading(desk, registerId);
  await work(desk, registerId);
  expect((await end(desk, registerId)).json<RegisterReply>()).toMatchObject({ state: "ending", isInUse: false });
  expect(await known()).toEqual([]);
  expect(await work(desk, registerId)).toBeGreaterThan(2);
  expect(await standing(desk, registerId)).toMatchObject({ state: "ended", endReason: "The wrong month." });
  expect(await itemsOf("registerRows")).toEqual([]);
  expect(await itemsOf("registerEntry")).toEqual([]);
  expect((await end(desk, registerId)).status).toBe(202);
});

test("the table holds no name, date of birth, address or reference of a list that can be read", async () => {
  await loaded(desk, csvOf(["CT-SECRET,Geheim,Zoë,1984-03-09,77 Hidden Lane,CV1 2AB,,"]));
  const stored = JSON.stringify(await everythingIn(desk.table), (_, value) => (value instanceof Set ? [...value] : value));
  for (const personal of ["SECRET", "Geheim", "Zoë", "1984-03-09", "Hidden", "CV1 2AB"]) expect(stored).not.toContain(personal);
});

test("while two keys are alive a list is found under either, and an older list is found by the newer secret", async () => {
  await loaded(desk, csvOf([rowFor(1)]));
  const rotating = dynamoRegisters(desk.table, async () => "a-newer-key matching-key");
  expect((await rotating.known(household, today)).map(({ row }) => row.reference)).toEqual(["CT1"]);
});

test("after every list is keyed again, the newer key alone finds it, and doing so twice changes nothing", async () => {
  await loaded(desk, csvOf(rowsFor(3)));
  const newer = dynamoRegisters(desk.table, async () => "a-newer-key");
  await expect(newer.known(household, today)).resolves.toEqual([]);
  const rotating = { registers: dynamoRegisters(desk.table, async () => "a-newer-key matching-key") };
  expect(await keyRegistersAgain(today, rotating)).toBe(1);
  const references = (await newer.known(household, today)).map(({ row }) => row.reference);
  expect(references).toContain("CT1");
  const entries = await itemsOf("registerEntry");
  await keyRegistersAgain(today, rotating);
  expect(await itemsOf("registerEntry")).toEqual(entries);
});

test.for([
  ["a day to come", { dated: "2026-12-01" }, "dated"],
  ["a last day that is over", { usedUntil: "2026-11-19" }, "usedUntil"],
  ["more than a year", { usedUntil: "2027-10-02" }, "usedUntil"],
  ["no lawful basis", { lawfulBasis: undefined }, "lawfulBasis"],
  ["no origin", { origin: " " }, "origin"],
] as const)("a list with %s is refused at its field", async ([, changes, field]) => {
  const answer = await upload(desk, csvOf([rowFor(1)]), changes);
  expect(answer.status).toBe(422);
  expect(answer.json()).toMatchObject({ errors: [{ pointer: `/${field}` }] });
});

test("a thirteenth list in use is refused, so that a case reads no more however many there are", async () => {
  for (let number = 1; number <= 12; number += 1) await loaded(desk, csvOf([rowFor(number)]), { origin: `Office ${number}` });
  const { registerId } = await uploaded(desk, csvOf([rowFor(13)]), { origin: "Office 13" });
  const answer = await startLoading(desk, registerId);
  expect(answer.status).toBe(409);
  expect(answer.json()).toMatchObject({ detail: "12 lists are in use, which is as many as there can be. End the use of one first." });
});

test("a list that somebody has moved on is not moved by who has not seen that", async () => {
  const { registerId } = await loaded(desk, csvOf([rowFor(1)]));
  const answer = await api(
    desk,
    "POST /api/registers/{registerId}/endings",
    desk.otis,
    { version: 1, reason: "Old." },
    { path: { registerId } },
  );
  expect(answer.status).toBe(409);
  expect(await known()).toEqual(["CT1"]);
  const added = await api(
    desk,
    "POST /api/registers/{registerId}/files",
    desk.otis,
    { version: 3, list: csvOf([rowFor(2)]) },
    { path: { registerId } },
  );
  expect(added.status).toBe(409);
});
