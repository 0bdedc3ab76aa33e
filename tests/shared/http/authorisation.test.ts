import { afterAll, beforeAll, expect, test } from "vitest";
import { type FunctionName, type FunctionSpec, functions, type Role, roles } from "../../../shared/system.ts";
import { type SignedIn, send, signIn } from "../../http.ts";
import { startEveryFunction } from "./every-function.ts";

type Guarded = { readonly name: FunctionName; readonly route: string; readonly who: readonly Role[] };

const guarded: Guarded[] = Object.entries<FunctionSpec>(functions).flatMap(([name, { routes = {} }]) =>
  Object.entries(routes).flatMap(([route, who]) => (who === "anyone" ? [] : [{ name: name as FunctionName, route, who }])),
);

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

/** A request that is in order but for who sends it, for something that is not there. */
const ask = ({ name, route }: Guarded, as?: SignedIn) => {
  const path = Object.fromEntries([...route.matchAll(/\{(\w+)\}/g)].map(([, parameter = ""]) => [parameter, "0000-0000-0000"]));
  const isApi = route.includes(" /api/");
  const body = isApi ? { json: {}, headers: { "idempotency-key": "key-00000001" } } : { form: {} };
  return send(service.handlers[name], route, { path, ...(as && { as }), ...(route.startsWith("POST ") && body) });
};

test.for(guarded)("$route answers those who may and nobody else", async (route) => {
  const isApi = route.route.includes(" /api/");
  const refused = new Set<string>();

  for (const [role, signedIn] of people) {
    const { status, body } = await ask(route, signedIn);
    if (route.who.includes(role)) {
      expect([401, 403, 500], `${role} may`).not.toContain(status);
    } else {
      expect(status, `${role} may not`).toBe(403);
      refused.add(body.replaceAll(signedIn.formToken, "").replace(/<nav[\s\S]*?<\/nav>/, ""));
    }
  }
  const nobody = await ask(route);

  expect(refused.size, "everyone who may not is told the same").toBeLessThanOrEqual(1);
  if (isApi) expect([nobody.status, nobody.headers["www-authenticate"]]).toEqual([401, "Bearer"]);
  else if (route.route.startsWith("POST ")) expect(nobody.status).toBe(401);
  else expect([nobody.status, nobody.headers.location?.startsWith("/sign-in?to=")]).toEqual([303, true]);
});

test("every function that answers requests takes a route that it does not declare for an address that is not there", async () => {
  for (const [name, spec] of Object.entries<FunctionSpec>(functions)) {
    if (!spec.routes) continue;
    expect((await send(service.handlers[name as FunctionName], "GET /nowhere")).status).toBe(404);
    const api = await send(service.handlers[name as FunctionName], "GET /api/nowhere");
    expect([api.status, api.headers["content-type"]]).toEqual([404, "application/problem+json"]);
  }
});
