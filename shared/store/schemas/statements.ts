import * as z from "zod/mini";
import type { Window } from "../../domain/return/line-book.ts";
import type { PublicFigures, PublicStatement } from "../../domain/return/public-figures.ts";
import type { Statement, StatementAsked, StatementFigures, StatementState, SupportCount } from "../../domain/return/statement.ts";
import { actor, once, oneOf, type Shape } from "./pieces.ts";

/** Public statements: prepared, approved by a second person, and what anybody may read of them. */

const awards = once(
  (): z.ZodMiniType<StatementFigures["awards"]> =>
    z.object({ one: z.int(), twoOrThree: z.int(), moreThanThree: z.int() } satisfies Shape<StatementFigures["awards"]>),
);

const figures = once(
  (): z.ZodMiniType<StatementFigures> =>
    z.object({
      households: z.int(),
      types: z.array(z.object({ code: z.string(), label: z.string(), households: z.int() } satisfies Shape<SupportCount>)),
      awards: awards(),
      grant: z.int(),
      awarded: z.int(),
      paid: z.int(),
      otherSpend: z.int(),
      referrals: z.int(),
    } satisfies Shape<StatementFigures>),
);

export const statement = once(
  (): z.ZodMiniType<Statement> =>
    z.object({
      statementId: z.string(),
      scheme: z.string(),
      schemeVersion: z.int(),
      period: z.string(),
      window: z.object({ from: z.string(), to: z.string(), asOf: z.string() } satisfies Shape<Window>),
      state: oneOf<StatementState>({ counting: true, ready: true, approved: true, refused: true }),
      version: z.int(),
      figures: z.optional(figures()),
      preparedBy: actor(),
      preparedAt: z.string(),
      settled: z.optional(
        z.object({ by: actor(), at: z.string(), why: z.optional(z.string()) } satisfies Shape<NonNullable<Statement["settled"]>>),
      ),
    } satisfies Shape<Statement>),
);

export const statementAsked = once(
  (): z.ZodMiniType<StatementAsked> => z.object({ scheme: z.string(), statementId: z.string() } satisfies Shape<StatementAsked>),
);

export const publicStatement = once(
  (): z.ZodMiniType<PublicStatement> =>
    z.object({
      statementId: z.string(),
      scheme: z.string(),
      period: z.string(),
      name: z.string(),
      from: z.string(),
      to: z.string(),
      asOf: z.string(),
      approvedAt: z.string(),
      figures: z.object({
        households: z.int(),
        types: z.array(z.object({ label: z.string(), households: z.optional(z.int()) } satisfies Shape<PublicFigures["types"][number]>)),
        typesTogether: z.optional(z.int()),
        awards: z.optional(awards()),
        grant: z.int(),
        awarded: z.int(),
        paid: z.int(),
        otherSpend: z.int(),
        referrals: z.optional(z.int()),
      } satisfies Shape<PublicFigures>),
    } satisfies Shape<PublicStatement>),
);
