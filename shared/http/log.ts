import { Logger } from "@aws-lambda-powertools/logger";

/** Structured lines with ids, reasons and timings; never a person's answers, name, address or contact. */
export const log = new Logger({ serviceName: "hardship-support" });
