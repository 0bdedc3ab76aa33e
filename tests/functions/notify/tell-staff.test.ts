import { expect, test } from "vitest";
import { createTellStaff, type StaffPostbox } from "../../../functions/notify/tell-staff.ts";
import { withClock } from "../../../shared/clock.ts";
import { pence } from "../../../shared/domain/money.ts";
import { isDueOn, type ToDoMessage } from "../../../shared/domain/to-do-message.ts";
import { dynamoBudgetChanges } from "../../../shared/store/budget-changes.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoToDoMessages } from "../../../shared/store/to-do-messages.ts";
import { dynamoToDos } from "../../../shared/store/to-dos.ts";
import { runContext } from "../../run-context.ts";
import { freshTable } from "../../setup/table.ts";

const friday = new Date("2026-11-20T07:30:00Z");
const erin = { id: "s151-1", name: "Erin Walsh" };
const dev = { id: "finance-1", name: "Dev Shah" };
const wish: ToDoMessage = { by: erin, email: "erin@council.example", roles: ["s151"], signedInOn: "2026-11-19" };

const withWork = async () => {
  const table = await freshTable();
  await dynamoBudgetChanges(table).propose({
    ...{ scheme: "CRF", kind: "grantIncrease", amount: pence(60_000_00), why: "More, for Robin Example.", proposedBy: dev },
    ...{ changeId: "WAIT-0001", proposedAt: "2026-11-19T10:00:00Z", state: "waiting" },
  });
  await dynamoToDoMessages(table).keep(wish);
  return table;
};

const morning = (table: Table, postbox: StaffPostbox, now = friday) =>
  withClock(
    () => now,
    () =>
      createTellStaff({ messages: dynamoToDoMessages(table), toDos: dynamoToDos(table), schemes: dynamoSchemes(table), postbox })(
        {},
        runContext(),
      ),
  );

const collecting = () => {
  const sent: Parameters<StaffPostbox["tell"]>[] = [];
  const tell: StaffPostbox["tell"] = async (...message) => {
    sent.push(message);
    return true;
  };
  return { sent, tell };
};

test("whoever wishes it is told once a day what waits for them, in counts that name nobody", async () => {
  const table = await withWork();
  const postbox = collecting();
  await morning(table, postbox);
  await Promise.all([morning(table, postbox), morning(table, postbox)]);
  expect(postbox.sent).toEqual([
    ["erin@council.example", { waiting: "1 budget change waits for a second signature (CRF)" }, "to-do-s151-1-2026-11-20"],
  ]);
  await morning(table, postbox, new Date("2026-11-23T07:30:00Z"));
  expect(postbox.sent).toHaveLength(2);
});

test("nothing is sent where nothing waits but what they began themselves", async () => {
  const table = await withWork();
  const messages = dynamoToDoMessages(table);
  await messages.stop(erin.id);
  await messages.keep({ ...wish, by: dev, roles: ["finance"] });
  const postbox = collecting();
  expect(await morning(table, postbox)).toEqual({ told: 0 });
  expect(postbox.sent).toEqual([]);
});

test("a message that fails rings the alarm, stops no other, and is not sent twice on its day", async () => {
  const table = await withWork();
  const kofi = { id: "s151-2", name: "Kofi Mensah" };
  await dynamoToDoMessages(table).keep({ ...wish, by: kofi, email: "kofi@council.example" });
  const told: string[] = [];
  const tell = async (email: string) => {
    told.push(email);
    if (email.startsWith("erin")) throw new Error("Notify did not answer.");
    return true;
  };
  await expect(morning(table, { tell })).rejects.toMatchObject({ code: "messageNotSent" });
  expect(told.toSorted()).toEqual(["erin@council.example", "kofi@council.example"]);
  expect(await morning(table, { tell })).toEqual({ told: 0 });
  expect(told).toHaveLength(2);
});

test("a wish goes by the roles of the last sign-in, and a sign-in of somebody without one keeps nothing", async () => {
  const table = await withWork();
  const messages = dynamoToDoMessages(table);
  await messages.noteSignIn({ id: erin.id, roles: ["auditor"] }, "2026-11-20");
  await messages.noteSignIn({ id: "finance-9", roles: ["finance"] }, "2026-11-20");
  expect(await messages.all()).toEqual([{ ...wish, roles: ["auditor"], signedInOn: "2026-11-20" }]);
  const postbox = collecting();
  await morning(table, postbox);
  expect(postbox.sent).toEqual([]);
});

test.each([
  ["on a working day", {}, "2026-11-20", true],
  ["on a Saturday", {}, "2026-11-21", false],
  ["on Christmas Day", { signedInOn: "2026-12-20" }, "2026-12-25", false],
  ["on the day of one that was sent", { sentOn: "2026-11-20" }, "2026-11-20", false],
  ["30 days after the last sign-in", { signedInOn: "2026-10-21" }, "2026-11-20", true],
  ["31 days after the last sign-in", { signedInOn: "2026-10-20" }, "2026-11-20", false],
] as const)("a message is due or not %s", (_, changes, day, isDue) => {
  expect(isDueOn({ ...wish, ...changes }, day)).toBe(isDue);
});
