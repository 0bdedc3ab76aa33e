import { expect, test } from "vitest";
import type { Contract } from "../../../shared/http/contracts/contract.ts";
import { contracts } from "../../../shared/http/contracts.ts";
import { fieldErrorsOf, pointerOf } from "../../../shared/http/field-errors.ts";
import { type FunctionSpec, functions } from "../../../shared/system.ts";

const apiRoutes = Object.values<FunctionSpec>(functions)
  .flatMap(({ routes = {} }) => Object.keys(routes))
  .filter((route) => route.includes(" /api/") && route !== "GET /api/openapi.json");

test("every API route has a contract, and every contract a route", () => {
  expect(Object.keys(contracts).sort()).toEqual(apiRoutes.sort());
});

test("no function that loads contracts builds the schemas of replies", () => {
  const built = Object.entries<Contract>(contracts).filter(([, { reply, later, requestShown }]) =>
    [reply, later?.reply, requestShown].some((schema) => schema && schema._zod.def.type !== "lazy"),
  );
  expect(built.map(([route]) => route)).toEqual([]);
});

const withBodies = Object.entries(contracts).flatMap(([route, contract]) =>
  "request" in contract ? [{ route, request: contract.request }] : [],
);
test.for(withBodies)("$route refuses an undeclared field and names it", ({ request }) => {
  const read = request.safeParse({ surprise: 1 });

  const errors = read.success ? [] : fieldErrorsOf(read.error);
  expect(errors).toContainEqual({ path: [], message: "Remove what is not asked for: surprise" });
});

test("a place in a body is written as a JSON pointer (RFC 6901)", () => {
  expect(pointerOf([])).toBe("");
  expect(pointerOf(["people", 0, "a/b~c"])).toBe("/people/0/a~1b~0c");
});
