import type { council as theCouncil } from "../../../shared/council.ts";
import type { filters as ourFilters, PageContext } from "../../../shared/pages/render.ts";
import type { Layouts, Templates } from "../../../shared/pages/views.ts";

// The names that a template may use, for its translation to TypeScript. Only types: nothing here runs.

/** A layout has no view of its own: it is checked with each page that extends it. */
export type View<P extends keyof Templates | keyof Layouts> = P extends keyof Templates ? Templates[P] : never;
type LayoutFields<L> = L extends keyof Layouts ? Layouts[L] : unknown;
/** A layout sees the page's view, and finds nothing in the fields that the page leaves out. */
export type Layout<P extends keyof Templates | keyof Layouts, L> = View<P> & Omit<LayoutFields<L>, keyof View<P>>;

/** Every page of a member of staff has the token that its forms carry. */
export declare const page: PageContext & {
  readonly formToken: string;
  readonly navigation: readonly object[];
  readonly financeTabs: readonly { readonly text: string; readonly href: string; readonly active: boolean }[];
};
export declare const council: typeof theCouncil;
export declare const assetPath: string;
/** A macro that is imported from another file sees no view. */
export declare const nothing: Readonly<Record<never, never>>;

export declare const markup: { readonly html: true };
export declare const caller: () => typeof markup;
/** A component of govuk-frontend, which has no types. */
export declare const component: (parameters: object) => typeof markup;

/** The only component that writes its value without testing whether there is one. */
export declare const textarea: (parameters: { readonly value: string; readonly [parameter: string]: unknown }) => typeof markup;

type Shown = string | number | typeof markup;
/** Undefined and null would leave a blank on the page. */
export declare const shown: <T extends Shown>(value: T) => T;
export declare const items: <L extends readonly unknown[] | undefined | null>(list: L) => readonly NonNullable<L>[number][];
export declare const isIn: <T>(value: NoInfer<T>, list: readonly T[]) => boolean;
export declare const put: <T>(variable: T, value: NoInfer<T>) => void;
/** Templates fill their lists one by one, so their contents have no type. */
export declare const list: <T>(first: readonly T[]) => readonly T[] & { push(item: unknown): number };

export declare const loop: {
  readonly index: number;
  readonly index0: number;
  readonly first: boolean;
  readonly last: boolean;
  readonly length: number;
};

export declare const filters: typeof ourFilters & {
  readonly capitalize: (text: string) => string;
  readonly escape: (text: string) => string;
  readonly join: <T>(list: readonly T[], between: string, field?: keyof T) => string;
  readonly lower: (text: string) => string;
  readonly replace: (text: string, from: string, to: string) => string;
  readonly string: (value: string | number) => string;
};
