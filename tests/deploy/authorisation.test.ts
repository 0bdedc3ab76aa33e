import { beforeAll, test } from "vitest";
import { type AccountId, accountIds } from "../../infra/local/accounts.ts";
import { tokenFor } from "../../infra/local/token.ts";
import { type Role, roles } from "../../shared/system.ts";
import { aDayInCrf } from "../examples.ts";
import { type SignedIn, signIn } from "../http.ts";
import { callsTo } from "../shared/http/callers.ts";
import { expectOnlyThoseWhoMay, guarded } from "../shared/http/guarded-routes.ts";
import { personOf } from "../shared/http/people.ts";
import { deployedService } from "./deployed.ts";

const { origin, table, setClock } = deployedService();
const call = callsTo(origin);
const people = new Map<Role, SignedIn>();

const accountOf = (role: Role): AccountId => {
  const account = accountIds.find((id) => personOf(id).roles.includes(role));
  if (!account) throw new Error(`Nobody is ${role}.`);
  return account;
};

beforeAll(async () => {
  await setClock(aDayInCrf);
  for (const role of roles) {
    const account = accountOf(role);
    people.set(role, {
      ...(await signIn(table, { ...personOf(account), name: "Somebody" })),
      bearer: await tokenFor(origin, account),
    });
  }
});

test.for(guarded)("the deployed $route answers only the declared roles", (route) =>
  expectOnlyThoseWhoMay(route, people, async (as) => {
    const { status, body, headers } = await call(as, route.route);
    return { status, body, header: (name) => headers.get(name) };
  }),
);
