import { formatInstant } from "../../shared/domain/dates.ts";
import type { PublicStatement } from "../../shared/domain/return/public-figures.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import { figuresView } from "./figures-view.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "statement/public.njk": ReturnType<typeof publicView>;
  }
}

const publicView = (published: readonly PublicStatement[]) => ({
  statements: published.map((one, index) => ({
    ...figuresView({ ...one, id: `statement-${index + 1}` }),
    approved: formatInstant(one.approvedAt),
  })),
});

/** Anybody's page. It is made from what was approved for the public, and from nothing else. */
export const publicPage = (published: readonly PublicStatement[]): Reply => page("statement/public.njk", publicView(published));
