import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { isTooSmall, publicStatement } from "../../shared/domain/return/public-figures.ts";
import { partsOfStatement, type Statement, statementPeriods } from "../../shared/domain/return/statement.ts";
import { type KeptApart, partAgainst } from "../../shared/domain/separation.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Statements } from "../../shared/store/statements.ts";
import { type FindStatementPorts, findStatement, type Wanted } from "./find-statement.ts";

export type SettleStatementPorts = FindStatementPorts & {
  readonly statements: Pick<Statements, "find" | "move" | "publish" | "takeDown">;
};

type Asked = Wanted & { readonly by: Principal };

/** In order of precedence. */
export type ApproveOutcome =
  | { readonly kind: "settled"; readonly statement: Statement }
  | { readonly kind: "notFound" }
  | { readonly kind: "preparedByYou"; readonly row: KeptApart }
  /** It is still being counted, or somebody has settled it. */
  | { readonly kind: "notNow"; readonly statement: Statement }
  | { readonly kind: "tooSmall"; readonly statement: Statement }
  | { readonly kind: "newerIsPublic"; readonly statement: Statement };
export type RefuseOutcome = Extract<ApproveOutcome, { kind: "settled" | "notFound" | "notNow" }>;

/** Approves a statement as it was counted: its figures never change, so what is public is what the second person saw. */
export const approveStatement = (asked: Asked, ports: SettleStatementPorts): Promise<ApproveOutcome> =>
  retry<ApproveOutcome>(async () => {
    const found = await findStatement(asked, ports);
    if (!found) return { kind: "notFound" };
    const { statement, scheme } = found;
    // A retry after a lost answer finds its own approval.
    if (statement.state === "approved" && statement.settled?.by.id === asked.by.id) return { kind: "settled", statement };
    const row = partAgainst("statement", "approveStatement", asked.by, partsOfStatement(statement));
    if (row) return { kind: "preparedByYou", row };
    const { figures } = statement;
    if (statement.state !== "ready" || !figures) return { kind: "notNow", statement };
    if (isTooSmall(figures)) return { kind: "tooSmall", statement };

    const settled = { by: actorOf(asked.by), at: asked.now.toISOString() };
    const after = { ...statement, figures, state: "approved", version: statement.version + 1, settled } as const;
    const name = statementPeriods(scheme).find(({ code }) => code === statement.period)?.label ?? scheme.about.name;
    const published = await ports.statements.publish(statement, after, publicStatement(after, name, settled.at));
    if (published.kind === "kept") return { kind: "settled", statement: after };
    return published.kind === "newerIsPublic" ? { kind: "newerIsPublic", statement } : again;
  });

/** A statement that waits is not published; one that is public is taken down. Either way the reason is kept. */
export const refuseStatement = ({ why, ...asked }: Asked & { readonly why: string }, ports: SettleStatementPorts): Promise<RefuseOutcome> =>
  retry<RefuseOutcome>(async () => {
    const statement = (await findStatement(asked, ports))?.statement;
    if (!statement) return { kind: "notFound" };
    if (statement.state === "refused" && statement.settled?.by.id === asked.by.id && statement.settled.why === why)
      return { kind: "settled", statement };
    if (statement.state !== "ready" && statement.state !== "approved") return { kind: "notNow", statement };
    const settled = { by: actorOf(asked.by), at: asked.now.toISOString(), why };
    const after: Statement = { ...statement, state: "refused", version: statement.version + 1, settled };
    const { move, takeDown } = ports.statements;
    const kept = await (statement.state === "approved" ? takeDown : move)(statement, after);
    return kept.kind === "kept" ? { kind: "settled", statement: after } : again;
  });
