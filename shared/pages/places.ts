import type { Principal } from "../domain/principal.ts";
import { acts, type FunctionSpec, functions, places, type Who } from "../system.ts";

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
