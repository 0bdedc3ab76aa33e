import { type Role, roles } from "../system.ts";
import type { ServiceCode } from "./directory/directory.ts";
import { codePattern } from "./document/code-pattern.ts";

/** A signed-in person, or a program with their token. */
export type Principal = {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly service?: ServiceCode;
};

/** Whether a person has a role that lets them in: what a page offers them follows from it. */
export const holdsOneOf = ({ roles: held }: Pick<Principal, "roles">, who: readonly Role[]): boolean =>
  held.some((role) => who.includes(role));

/** A person as the record of an act names them. */
export type Actor = Pick<Principal, "id" | "name">;

export const actorOf = ({ id, name }: Actor): Actor => ({ id, name });

/** For records of a resident's own steps. It names nobody. */
export const resident: Actor = { id: "resident", name: "The resident" };

const partnerGroup = "partner:";

/** For steps that the service takes by itself, such as expiry. */
export const system: Actor = { id: "system", name: "The service" };

/** Reads the groups of a token: role names, and "partner:earlyHelp" for a partner of that service, if the directory has it. */
export const principalFrom = (id: string, name: string, groups: readonly string[]): Principal => {
  const service = groups
    .filter((group) => group.startsWith(partnerGroup))
    .map((group) => group.slice(partnerGroup.length))
    .find((code) => codePattern.test(code));
  const held = roles.filter((role) => (role === "partner" ? service !== undefined : groups.includes(role)));
  return { id, name, roles: held, ...(service && { service }) };
};
