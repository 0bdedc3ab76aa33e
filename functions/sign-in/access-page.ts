import { type Access, accessDays, accessWords } from "../../shared/domain/access.ts";
import { addDays, isDay, londonDay } from "../../shared/domain/dates.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { countWords, sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { Accesses } from "../../shared/store/accesses.ts";
import { isBadCursor, type Slice } from "../../shared/store/slices.ts";

type Query = Readonly<Record<string, string | undefined>>;

const ofPattern = /^[\w.:@|-]{1,128}$/;

/** The records that a query asks for: of one thing or of a day, by default today. Undefined for an invalid query. */
export const listAccess = async (query: Query, now: Date, accesses: Accesses): Promise<Slice<Access> | undefined> => {
  const { of, day = londonDay(now) } = query;
  const wanted = sliceWantedFrom(query, 50);
  if (!wanted || (of ? !ofPattern.test(of) : !isDay(day))) return undefined;
  const found = await (of ? accesses.about(of, wanted) : accesses.onDay(day, wanted));
  return isBadCursor(found) ? undefined : found;
};

export const accessReply = ({ accessId, at, by: { id, name }, did, route, of }: Access) => ({
  accessId,
  at,
  by: { id, name },
  did,
  ...(route && { route }),
  ...(of && { of }),
});

export const accessView = (query: Query, now: Date, found: Slice<Access> | undefined) => {
  const { of = "", day = londonDay(now) } = query;
  const mend: FormError = {
    field: of ? "of" : "day",
    text: of ? "Enter a number or id as the service shows it" : "Enter a day, like 2026-11-20",
  };
  const next = found?.next;
  const here = (more: Readonly<Record<string, string>> = {}) => `/access?${new URLSearchParams({ ...(of ? { of } : { day }), ...more })}`;
  const oldest = addDays(londonDay(now), -accessDays);
  return {
    day,
    of,
    days: accessDays,
    errors: found ? [] : [mend],
    dayError: found || of ? undefined : { text: mend.text },
    items: (found?.items ?? []).map((item) => ({
      at: item.at,
      name: item.by.name,
      did: accessWords[item.did],
      of: item.of ?? "",
      route: item.route ?? "",
    })),
    counted: countWords(found?.counted),
    next: next && here({ cursor: next }),
    first: query.cursor ? here() : undefined,
    dayBefore: found && !of && day > oldest ? `/access?day=${addDays(day, -1)}` : undefined,
  };
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "sign-in/access.njk": ReturnType<typeof accessView>;
  }
}
