import { serviceOf } from "../domain/directory/directory.ts";
import { directoryAt } from "../domain/directory/directory-book.ts";
import type { Principal } from "../domain/principal.ts";
import type { Directories } from "../store/directories.ts";

/** A group names a partner's service, and the directory in force has the last word: without the service, the group gives no role. */
export const withKnownService = async (
  principal: Principal,
  now: Date,
  { directories }: { readonly directories: Pick<Directories, "book"> },
): Promise<Principal> => {
  const { service, ...person } = principal;
  if (service === undefined || serviceOf(directoryAt(await directories.book(now), now), service)) return principal;
  return { ...person, roles: person.roles.filter((role) => role !== "partner") };
};
