import type { FunctionName } from "../system.ts";
import { addressesContracts } from "./contracts/addresses-contracts.ts";
import { applyContracts } from "./contracts/apply-contracts.ts";
import { assessContracts } from "./contracts/assess-contracts.ts";
import { awardContracts } from "./contracts/award-contracts.ts";
import { budgetContracts } from "./contracts/budget-contracts.ts";
import { bulkContracts } from "./contracts/bulk-contracts.ts";
import type { ContractsOf } from "./contracts/contract.ts";
import { exportsContracts } from "./contracts/exports-contracts.ts";
import { fulfilContracts } from "./contracts/fulfil-contracts.ts";
import { householdContracts } from "./contracts/household-contracts.ts";
import { matchContracts } from "./contracts/match-contracts.ts";
import { operateContracts } from "./contracts/operate-contracts.ts";
import { payContracts } from "./contracts/pay-contracts.ts";
import { referContracts } from "./contracts/refer-contracts.ts";
import { registersContracts } from "./contracts/registers-contracts.ts";
import { reportContracts } from "./contracts/report-contracts.ts";
import { returnContracts } from "./contracts/return-contracts.ts";
import { schemesContracts } from "./contracts/schemes-contracts.ts";
import { servicesContracts } from "./contracts/services-contracts.ts";
import { signInContracts } from "./contracts/sign-in-contracts.ts";
import { statementContracts } from "./contracts/statement-contracts.ts";
import { tellContracts } from "./contracts/tell-contracts.ts";
import { yearEndContracts } from "./contracts/year-end-contracts.ts";

/** Every API route's contract, for the OpenAPI document alone. A function loads only its own room's. */
export const contracts = {
  ...addressesContracts,
  ...applyContracts,
  ...assessContracts,
  ...awardContracts,
  ...budgetContracts,
  ...bulkContracts,
  ...householdContracts,
  ...matchContracts,
  ...operateContracts,
  ...exportsContracts,
  ...payContracts,
  ...fulfilContracts,
  ...referContracts,
  ...registersContracts,
  ...reportContracts,
  ...returnContracts,
  ...schemesContracts,
  ...servicesContracts,
  ...signInContracts,
  ...statementContracts,
  ...tellContracts,
  ...yearEndContracts,
} as const satisfies ContractsOf<FunctionName>;

export type ContractRoute = keyof typeof contracts;
