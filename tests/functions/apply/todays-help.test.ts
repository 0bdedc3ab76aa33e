import { expect, test } from "vitest";
import { createApply } from "../../../functions/apply/apply.ts";
import { isTelephoneOpen, todaysHelp } from "../../../functions/apply/todays-help.ts";
import { council } from "../../../shared/council.ts";
import { shippedDirectory } from "../../../shared/domain/directory/shipped-directory.ts";
import { schemeAt } from "../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { aDayInCrf } from "../../examples.ts";
import { send } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";
import { applyPortsOn, residentOn, typedPages } from "./resident.ts";

test.each([
  ["2026-11-30T08:59:00Z", false],
  ["2026-11-30T09:00:00Z", true],
  ["2026-11-30T16:59:00Z", true],
  ["2026-11-30T17:00:00Z", false],
  ["2026-07-01T08:30:00Z", true],
  ["2026-11-28T11:00:00Z", false],
  ["2026-12-28T11:00:00Z", false],
])("at %s the council's telephone is answered: %s", (at, isOpen) => {
  expect(isTelephoneOpen(new Date(at))).toBe(isOpen);
});

test.each(shippedSchemes.map((scheme) => [`${scheme.code} version ${scheme.version}`, scheme] as const))(
  "%s names today's help for food, heat and a place to sleep",
  (_, scheme) => {
    const { essentials } = todaysHelp(scheme, shippedDirectory, aDayInCrf);
    expect(essentials.map(({ label, says, services }) => [label, says.length + services.length > 0])).toEqual([
      ["Food", true],
      ["Heating, gas or electricity", true],
      ["A safe place to sleep tonight", true],
      ["Something a baby or an ill person cannot do without", true],
    ]);
  },
);

test("a service that residents may not be told of is not named", () => {
  const scheme = schemeAt(shippedSchemes, aDayInCrf);
  if (!scheme) throw new Error("No scheme is open.");
  const closed = {
    ...shippedDirectory,
    services: shippedDirectory.services.map((service) => ({ ...service, status: "inactive" as const })),
  };
  expect(todaysHelp(scheme, closed, aDayInCrf).essentials.flatMap(({ services }) => services)).toEqual([]);
});

test("the received page has the hours and days of the scheme that is open, and today's help before what happens next", async () => {
  const table = await freshTable();
  const resident = residentOn(table);
  for (const [page, typed] of typedPages) await resident.post(page, typed);
  expect((await resident.post("check")).headers.location).toBe("/apply/received");
  const { body } = await resident.get("received");
  expect(body).toContain("we aim to decide within 48 hours");
  expect(body).toContain("we aim to decide within 14 working days");
  expect(body.indexOf("no food, no heat or nowhere safe to sleep tonight")).toBeLessThan(body.indexOf("What happens next"));
  for (const told of [council.telephone, council.emergency.telephone, "The local food network", "call 999", "We are open now."])
    expect(body).toContain(told);

  const scheme = schemeAt(shippedSchemes, aDayInCrf);
  if (!scheme) throw new Error("No scheme is open.");
  const quick = { ...scheme, clock: { ...scheme.clock, urgentHours: 1, otherDays: 5 } };
  const handler = createApply({ ...applyPortsOn(table), schemes: { book: async () => [quick] } });
  const changed = await send(handler, "GET /apply/received", { cookies: [resident.cookie() ?? ""], now: new Date("2026-11-20T22:00:00Z") });
  expect(changed.body).toContain("we aim to decide within 1 hour.");
  expect(changed.body).toContain("we aim to decide within 5 working days");
  expect(changed.body).toContain("We are closed now. At night, at weekends and on bank holidays, call");
});

test("the check before an application that says unlikely, or that someone should look, tells today's help; one that says likely does not need to", async () => {
  const table = await freshTable();
  const handler = createApply(applyPortsOn(table));
  const answers = {
    age: "34",
    adults: "1",
    children: "2",
    income: "1150",
    housingCosts: "520",
    savings: "20",
    trigger: "suddenExpense",
    needs: ["food"],
  };
  const check = (postcode: string) => send(handler, "POST /check", { form: { ...answers, postcode } });
  const [likely, look, unlikely] = [await check("CV1 2AB"), await check("CV3 1AA"), await check("LE1 1AA")];
  expect([likely, look, unlikely].map(({ body }) => body.includes("nowhere safe to sleep tonight"))).toEqual([false, true, true]);
  expect(likely.body).toContain("Help is likely as long as this is so too:");
  expect(likely.body).toContain("The household has not had this help already");
});
