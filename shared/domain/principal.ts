import { type Role, roles } from "../system.ts";
import type { ServiceCode } from "./directory/directory.ts";
import { codePattern } from "./document/code-pattern.ts";

/** Someone who has signed in, or a program acting with their token. */
export type Principal = {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The service that a partner works for. */
  readonly service?: ServiceCode;
};

/** Whether a person has a role that lets them in: what a page offers them follows from it. */
export const holdsOneOf = ({ roles: held }: Pick<Principal, "roles">, who: readonly Role[]): boolean =>
  held.some((role) => who.includes(role));

/** Who did something, as kept with it. */
export type Actor = Pick<Principal, "id" | "name">;

export const actorOf = ({ id, name }: Actor): Actor => ({ id, name });

/** The resident, where a record needs an actor. No name is kept here. */
export const resident: Actor = { id: "resident", name: "The resident" };

const partnerGroup = "partner:";

/** The service itself, where it moves something that nobody decides about any more. */
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
