import { expect, inject, test } from "vitest";
import { tokenFor } from "../../infra/local/token.ts";
import { callsTo } from "../shared/http/callers.ts";
import { deployedService } from "./deployed.ts";
import { clientSettings } from "./emulator/emulator.ts";
import { changeFunction } from "./functions.ts";

test("a function with the role of one that has no table cannot read the table", async () => {
  const settings = clientSettings(inject("deployed").endpoint);
  const { origin } = deployedService();
  const call = callsTo(origin);
  const finance = { session: "", formToken: "", bearer: await tokenFor(origin, "finance") };
  const status = async () => (await call(finance, "GET /api/schemes")).status;
  expect(await status()).toBe(200);

  const { Role: none } = await changeFunction(settings, "site", () => ({}));
  const { Role: own } = await changeFunction(settings, "report", () => ({ Role: none }));
  const without = await status().finally(() => changeFunction(settings, "report", () => ({ Role: own })));

  expect(without).toBe(500);
  expect(await status()).toBe(200);
});
