import type * as z from "zod/mini";
import type { FunctionName } from "../system.ts";
import { applyContracts } from "./contracts/apply-contracts.ts";
import { assessContracts } from "./contracts/assess-contracts.ts";
import { awardContracts } from "./contracts/award-contracts.ts";
import { budgetContracts } from "./contracts/budget-contracts.ts";
import { bulkContracts } from "./contracts/bulk-contracts.ts";
import type { ContractsOf } from "./contracts/contract.ts";
import { fulfilContracts } from "./contracts/fulfil-contracts.ts";
import { operateContracts } from "./contracts/operate-contracts.ts";
import { payContracts } from "./contracts/pay-contracts.ts";
import { referContracts } from "./contracts/refer-contracts.ts";
import { reportContracts } from "./contracts/report-contracts.ts";
import { schemesContracts } from "./contracts/schemes-contracts.ts";
import { servicesContracts } from "./contracts/services-contracts.ts";

/** Every API route's contract. The OpenAPI document is generated from it, and requests are validated by it. */
export const contracts = {
  ...applyContracts,
  ...assessContracts,
  ...awardContracts,
  ...budgetContracts,
  ...bulkContracts,
  ...operateContracts,
  ...payContracts,
  ...fulfilContracts,
  ...referContracts,
  ...reportContracts,
  ...schemesContracts,
  ...servicesContracts,
} as const satisfies ContractsOf<FunctionName>;

export type ContractRoute = keyof typeof contracts;

/** What a route's handler is given as its body. */
export type BodyOf<R extends string> = R extends ContractRoute
  ? (typeof contracts)[R] extends { request: infer S extends z.ZodMiniType }
    ? z.infer<S>
    : undefined
  : undefined;
