import { afterAll, beforeAll, expect, test } from "vitest";
import { type FunctionName, type FunctionSpec, functions, type Role, roles } from "../../../shared/system.ts";
import { type SignedIn, send, signIn } from "../../http.ts";
import { startEveryFunction } from "./every-function.ts";
import { expectOnlyThoseWhoMay, type Guarded, guarded, type Told } from "./guarded-routes.ts";

let service: Awaited<ReturnType<typeof startEveryFunction>>;
const people = new Map<Role, SignedIn>();

beforeAll(async () => {
  service = await startEveryFunction();
  for (const role of roles) {
    const held = { id: `a-${role}`, name: "Somebody", roles: [role], ...(role === "partner" && { service: "earlyHelp" as const }) };
    const signedIn = await signIn(service.table, held);
    const groups = [role === "partner" ? "partner:earlyHelp" : role];
    people.set(role, { ...signedIn, bearer: await service.issuer.token({ sub: held.id, "cognito:groups": groups }) });
  }
});
afterAll(() => service.stop());

/** Sends a valid request for an item that does not exist. */
const ask = async ({ name, route }: Guarded, as?: SignedIn): Promise<Told> => {
  const path = Object.fromEntries([...route.matchAll(/\{(\w+)\}/g)].map(([, parameter = ""]) => [parameter, "0000-0000-0000"]));
  const isApi = route.includes(" /api/");
  const body = isApi ? { json: {}, headers: { "idempotency-key": "key-00000001" } } : { form: {} };
  const answer = await send(service.handlers[name], route, { path, ...(as && { as }), ...(route.startsWith("POST ") && body) });
  return { ...answer, header: (wanted) => answer.headers[wanted] };
};

test.for(guarded)("$route answers only its declared roles", (route) => expectOnlyThoseWhoMay(route, people, (as) => ask(route, as)));

test("every function answers an undeclared route with 404", async () => {
  for (const [name, spec] of Object.entries<FunctionSpec>(functions)) {
    if (!spec.routes) continue;
    expect((await send(service.handlers[name as FunctionName], "GET /nowhere")).status).toBe(404);
    const api = await send(service.handlers[name as FunctionName], "GET /api/nowhere");
    expect([api.status, api.headers["content-type"]]).toEqual([404, "application/problem+json"]);
  }
});
