import { potName } from "../../../shared/domain/ledger/budget-words.ts";
import { envelopesFrom } from "../../../shared/domain/ledger/envelope.ts";
import { categoryOf } from "../../../shared/domain/scheme/scheme.ts";
import { type ReadRows, schemeOf } from "../list-rows.ts";

export const readBudgets: ReadRows<"budgets"> = async (asked, _place, ports) => {
  const scheme = await schemeOf(asked, ports);
  const { category } = asked.filter;
  const envelopes = envelopesFrom(await ports.money.shards(scheme.code)).filter(
    (one) => category === undefined || one.category === category,
  );
  return {
    rows: envelopes.map((envelope) => {
      const { period, pot, allocated, available, frozen, reserved, committed, paid, dueBack, returned, payments } = envelope;
      return {
        ...{ period, allocated, available, frozen, reserved, committed, paid, dueBack, returned, payments },
        category: categoryOf(scheme, envelope.category)?.label ?? envelope.category,
        pot: potName(scheme, pot),
      };
    }),
  };
};
