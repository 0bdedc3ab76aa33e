/**
 * The view type of each page's template. A room declares its own pages beside their views (README.md shows how);
 * page() takes no template without one, and no view that lacks a field.
 */
export interface Templates {
  "pages/busy.njk": SameForAll;
  "pages/fault.njk": { readonly reference: string };
  "pages/forbidden.njk": SameForAll;
  "pages/forged-form.njk": SameForAll;
  "pages/not-found.njk": SameForAll;
  "pages/signed-out.njk": SameForAll;
  "pages/unreadable.njk": { readonly isTooLarge: boolean };
}

/** The fields of a layout that only some pages have. */
export interface Layouts {
  "pages/layout.njk": { readonly back?: Link; readonly isForStaff?: boolean; readonly errors?: readonly unknown[] };
}

/** The view of a page that is the same for everybody. */
export type SameForAll = Readonly<Record<never, never>>;

/** The message of each box that has one, as govuk-frontend's components take it. */
export type ErrorAt = Readonly<Record<string, { readonly text: string }>>;

export type Link = { readonly text: string; readonly href: string };
