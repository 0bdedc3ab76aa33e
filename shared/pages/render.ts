import { council } from "../council.ts";
import { ageOn, type Day, formatDay, formatInstant } from "../domain/dates.ts";
import { formatPounds, type Pence } from "../domain/money.ts";
import type { Principal } from "../domain/principal.ts";
import { assetVersion } from "./asset-version.ts";
import { financeTabsFor, navigationFor } from "./places.ts";
import { Environment, templateLoader, templateOptions } from "./templates.ts";

/** Every page knows this beside its own content. */
export type PageContext = {
  readonly origin: string;
  readonly path?: string;
  readonly principal?: Principal;
  readonly formToken?: string;
  /** What the address names is not there, or not for this person. Then no link repeats the address. */
  readonly isRefused?: boolean;
  /** The address asks for a form that was typed, and it is no longer kept. */
  readonly isNoLongerKept?: boolean;
  /** The names of files that came with a form which the page shows again. Browsers let no page choose a file. */
  readonly filesToChoose?: readonly string[];
};

/** The filters of templates, beside nunjucks' own. */
export const filters = {
  pounds: (amount: Pence) => formatPounds(amount),
  day: (day: Day) => formatDay(day),
  instant: (instant: string) => formatInstant(instant),
  age: (dateOfBirth: Day, on: Day) => ageOn(dateOfBirth, on),
};

const environment = new Environment(templateLoader(), templateOptions);

environment.addGlobal("council", council);
environment.addGlobal("assetPath", `/assets/${assetVersion}`);
for (const [name, filter] of Object.entries(filters)) environment.addFilter(name, filter);

/** One page of HTML. Everything in the view is escaped unless a template says otherwise, and none does. */
export const renderPage = (template: string, view: object, page: PageContext): string =>
  environment.render(template, {
    ...view,
    page: page.principal
      ? {
          ...page,
          navigation: navigationFor(page.principal, page.path ?? ""),
          financeTabs: page.isRefused ? [] : financeTabsFor(page.principal, page.path ?? ""),
        }
      : page,
  });
