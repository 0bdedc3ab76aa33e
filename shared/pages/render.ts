import { council } from "../council.ts";
import { ageOn, formatDay, formatInstant } from "../domain/dates.ts";
import { formatPounds, type Pence } from "../domain/money.ts";
import type { Principal } from "../domain/principal.ts";
import { assetVersion } from "./asset-version.ts";
import { navigationFor } from "./places.ts";
import { Environment, templateLoader, templateOptions } from "./templates.ts";

/** What every page knows beside its own content. */
export type PageContext = { readonly origin: string; readonly path?: string; readonly principal?: Principal; readonly formToken?: string };

const environment = new Environment(templateLoader(), templateOptions);

environment.addGlobal("council", council);
environment.addGlobal("assetPath", `/assets/${assetVersion}`);
environment.addFilter("pounds", (amount: Pence) => formatPounds(amount));
environment.addFilter("day", (day: string) => formatDay(day));
environment.addFilter("instant", (instant: string) => formatInstant(instant));
environment.addFilter("age", (dateOfBirth: string, on: string) => ageOn(dateOfBirth, on));

/** One page of HTML. Everything in the context is escaped unless a template says otherwise, and none does. */
export const renderPage = (template: string, context: object, page: PageContext): string =>
  environment.render(template, {
    ...context,
    page: page.principal ? { ...page, navigation: navigationFor(page.principal, page.path ?? "") } : page,
  });
