import { actorOf } from "../../shared/domain/principal.ts";
import { type PublicFigures, type PublicStatement, publicFigures } from "../../shared/domain/return/public-figures.ts";
import type { Statement, StatementFigures } from "../../shared/domain/return/statement.ts";
import type { Rebuilt } from "./rebuild-statement.ts";

const awardsReply = ({ one, twoOrThree, moreThanThree }: StatementFigures["awards"]) => ({ one, twoOrThree, moreThanThree });
const moneyReply = ({ grant, awarded, paid, otherSpend }: Pick<StatementFigures, "grant" | "awarded" | "paid" | "otherSpend">) => ({
  grant,
  awarded,
  paid,
  otherSpend,
});

const shownReply = (figures: PublicFigures) => ({
  households: figures.households,
  types: figures.types.map(({ label, households }) => ({ label, ...(households !== undefined && { households }) })),
  ...(figures.typesTogether !== undefined && { typesTogether: figures.typesTogether }),
  ...(figures.awards && { awards: awardsReply(figures.awards) }),
  ...moneyReply(figures),
  ...(figures.referrals !== undefined && { referrals: figures.referrals }),
});

export const publicReply = ({ scheme, name, from, to, asOf, approvedAt, figures }: PublicStatement) => ({
  ...{ scheme, name, from, to, asOf, approvedAt },
  figures: shownReply(figures),
});

const figuresReply = (figures: StatementFigures) => ({
  households: figures.households,
  types: figures.types.map(({ code, label, households }) => ({ code, label, households })),
  awards: awardsReply(figures.awards),
  ...moneyReply(figures),
  referrals: figures.referrals,
});

const settledReply = ({ by, at, why }: NonNullable<Statement["settled"]>) => ({ by: actorOf(by), at, ...(why && { why }) });

export const statementReply = (statement: Statement) => {
  const { statementId, scheme, schemeVersion, period, window, state, preparedBy, preparedAt, settled, figures } = statement;
  return {
    ...{ statementId, scheme, schemeVersion, period },
    ...{ from: window.from, to: window.to, asOf: window.asOf, state },
    preparedBy: actorOf(preparedBy),
    preparedAt,
    ...(settled && { settled: settledReply(settled) }),
    ...(figures && { figures: figuresReply(figures), shown: shownReply(publicFigures(figures)) }),
  };
};

export const rebuiltReply = ({ differing }: Extract<Rebuilt, { kind: "rebuilt" }>) => ({
  isSame: differing.length === 0,
  differing: differing.map(({ figure, was, is }) => ({ figure, was, is })),
});
