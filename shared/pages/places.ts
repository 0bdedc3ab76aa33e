import type { Principal } from "../domain/principal.ts";
import { acts, type FunctionSpec, financeTabs, functions, places, type Who } from "../system.ts";

type Holder = Pick<Principal, "roles">;

const whoMayRead = new Map(Object.values<FunctionSpec>(functions).flatMap(({ reads = {} }) => Object.entries(reads)));

const includes = (who: Who, { roles }: Holder): boolean => who === "anyone" || who.some((role) => roles.includes(role));
const openTo = (holder: Holder) => places.filter(({ route }) => includes(whoMayRead.get(route) ?? [], holder));
const pathOf = (route: string): string => route.slice("GET ".length);

/** The links of the navigation, for whoever is signed in. */
export const navigationFor = (holder: Holder, path: string) =>
  openTo(holder).map(({ route, text, active }) => ({
    text,
    href: pathOf(route),
    active: active.some((start) => path.startsWith(start)),
  }));

/** The page on which a signed-in person's work begins. */
export const homeFor = (holder: Holder) =>
  openTo(holder)
    .filter((place) => !place.homeFor || includes(acts[place.homeFor].who, holder))
    .map(({ route, text, does }) => ({ href: pathOf(route), text, does }));

/** The links between the pages of one scheme's money, on each of them. No links where a person may open only one. */
export const financeTabsFor = (holder: Holder, path: string) => {
  const [, base] = /^(\/finance\/[^/]+)(?:\/|$)/.exec(path) ?? [];
  if (!base) return [];
  const open = financeTabs
    .filter(({ route }) => includes(whoMayRead.get(route) ?? [], holder))
    .map(({ route, text }) => ({ text, href: pathOf(route).replace("/finance/{scheme}", base) }));
  if (open.length < 2) return [];
  // Pages within pages: the longest address that fits is where the person is.
  const here = open
    .map(({ href }) => href)
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0];
  return open.map((tab) => ({ ...tab, active: tab.href === here }));
};
