import { expect } from "vitest";
import { type FunctionName, type FunctionSpec, functions, type Role } from "../../../shared/system.ts";
import type { SignedIn } from "../../http.ts";

export type Guarded = { readonly name: FunctionName; readonly route: string; readonly who: readonly Role[] };

/** Every declared route that needs a role. */
export const guarded: readonly Guarded[] = Object.entries<FunctionSpec>(functions).flatMap(([name, { routes = {} }]) =>
  Object.entries(routes).flatMap(([route, who]) => (who === "anyone" ? [] : [{ name: name as FunctionName, route, who }])),
);

export type Told = { readonly status: number; readonly body: string; header(name: string): string | null | undefined };

/** Calls a route as each role and as nobody. `ask` sends a valid request. */
export const expectOnlyThoseWhoMay = async (
  { route, who }: Guarded,
  people: ReadonlyMap<Role, SignedIn>,
  ask: (as?: SignedIn) => Promise<Told>,
): Promise<void> => {
  const refused = new Set<string>();
  for (const [role, signedIn] of people) {
    const { status, body } = await ask(signedIn);
    if (who.includes(role)) {
      expect([401, 403, 500], `${role} may`).not.toContain(status);
    } else {
      expect(status, `${role} may not`).toBe(403);
      refused.add(body.replaceAll(signedIn.formToken, "").replaceAll(/<nav[\s\S]*?<\/nav>\s*/g, ""));
    }
  }
  const nobody = await ask();

  expect(refused.size, "everyone who may not is told the same").toBeLessThanOrEqual(1);
  if (route.includes(" /api/")) expect([nobody.status, nobody.header("www-authenticate")]).toEqual([401, "Bearer"]);
  else if (route.startsWith("POST ")) expect(nobody.status).toBe(401);
  else expect([nobody.status, nobody.header("location")?.startsWith("/sign-in?to=")]).toEqual([303, true]);
};
