import { expect, test } from "vitest";
import { actorOf, principalFrom } from "../../../shared/domain/principal.ts";

test.each<[readonly string[], readonly string[], string | undefined]>([
  [["assessor", "approver"], ["assessor", "approver"], undefined],
  [["partner:earlyHelp"], ["partner"], "earlyHelp"],
  [["partner"], [], undefined],
  [["partner:"], [], undefined],
  [["partner:two words"], [], undefined],
  [["partner:laterPublished"], ["partner"], "laterPublished"],
  [["Assessor", "admin"], [], undefined],
  [[], [], undefined],
])("the groups %o give the roles %o", (groups, roles, service) => {
  const principal = principalFrom("id-1", "Kit", groups);
  expect(principal.roles).toEqual(roles);
  expect(principal.service).toBe(service);
});

test("what is kept with an act is who did it, without their roles", () => {
  expect(actorOf(principalFrom("id-1", "Kit", ["assessor"]))).toEqual({ id: "id-1", name: "Kit" });
});
