import type { ServiceCode } from "../../shared/domain/directory/directory.ts";
import type { Role } from "../../shared/system.ts";

type Account = {
  readonly name: string;
  readonly does: string;
  readonly groups: readonly (Exclude<Role, "partner"> | `partner:${ServiceCode}`)[];
};

/** One development account for each role and for each service that takes referrals; two where an act needs two people. */
export const accounts = {
  "assessor-1": { name: "Asha Patel", does: "Assessor", groups: ["assessor"] },
  "assessor-2": { name: "Ben Okafor", does: "Assessor", groups: ["assessor"] },
  approver: { name: "Carol Evans", does: "Approver", groups: ["approver"] },
  finance: { name: "Dev Shah", does: "Finance", groups: ["finance"] },
  "finance-2": { name: "Kofi Mensah", does: "Finance", groups: ["finance"] },
  s151: { name: "Erin Walsh", does: "Section 151 officer", groups: ["s151"] },
  "scheme-manager": { name: "Farah Aziz", does: "Scheme manager", groups: ["schemeManager"] },
  "scheme-manager-2": { name: "Joan Clarke", does: "Scheme manager", groups: ["schemeManager"] },
  auditor: { name: "Gareth Lloyd", does: "Auditor", groups: ["auditor"] },
  operator: { name: "Lena Fischer", does: "Operator", groups: ["operator"] },
  "welfare-rights": { name: "Hana Novak", does: "Partner: Welfare Benefit Adviser", groups: ["partner:welfareRights"] },
  "debt-advice": { name: "Rosa Marsh", does: "Partner: Debt advice", groups: ["partner:debtAdvice"] },
  "early-help": { name: "Idris Cole", does: "Partner: Early Help and Family Hubs", groups: ["partner:earlyHelp"] },
} as const satisfies Record<string, Account>;

export type AccountId = keyof typeof accounts;
export const accountIds = Object.keys(accounts) as AccountId[];
export const isAccount = (id: string): id is AccountId => Object.hasOwn(accounts, id);
