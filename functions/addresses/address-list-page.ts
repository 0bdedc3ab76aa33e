import { gazetteerColumns } from "../../shared/domain/address/read-gazetteer.ts";
import { formatInstant } from "../../shared/domain/dates.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { AddressList } from "../../shared/store/gazetteer.ts";
import { acts, limits } from "../../shared/system.ts";

const counted = (count: number) => count.toLocaleString("en-GB");

const listView = ({ loadedAt, loadedBy, fileName = "A file without a name", counts }: AddressList) => ({
  loaded: `${formatInstant(loadedAt)}, by ${loadedBy.name}`,
  fileName,
  addresses: counted(counts.addresses),
  gone: counted(counts.gone),
  outside: counted(counts.outside),
  notHomes: counted(counts.notHomes),
});

const columnsThat = (need: "required" | "optional") =>
  Object.entries(gazetteerColumns).flatMap(([column, needed]) => (needed === need ? [column] : []));

type Shown = {
  readonly list: AddressList | undefined;
  readonly by: Principal;
  readonly isLoaded?: boolean;
  readonly errors?: readonly FormError[];
};

const addressesView = ({ list, by, isLoaded = false, errors = [] }: Shown) => ({
  list: list && listView(list),
  isLoaded,
  mayLoad: holdsOneOf(by, acts.loadAddresses.who),
  required: columnsThat("required"),
  optional: columnsThat("optional"),
  megabytes: Math.floor(limits.uploadBytes / 1024 / 1024),
  errors,
});

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "addresses/addresses.njk": ReturnType<typeof addressesView>;
  }
}

export const addressListPage = (shown: Shown, status = 200): Reply => page("addresses/addresses.njk", addressesView(shown), status);

export const listReply = ({ listId, loadedAt, loadedBy, fileName, counts }: AddressList) => ({
  listId,
  loadedAt,
  loadedBy: { id: loadedBy.id, name: loadedBy.name },
  ...(fileName !== undefined && { fileName }),
  addresses: counts.addresses,
  gone: counts.gone,
  outside: counts.outside,
  notHomes: counts.notHomes,
});
