import { Logger } from "@aws-lambda-powertools/logger";
import { Fault } from "../fault.ts";

/** Structured lines with ids, reasons and timings; never a person's answers, name, address or contact. */
export const log = new Logger({ serviceName: "hardship-support" });

/** The loggable part of an error: never its message, since a message can quote a person's answers. */
export const errorForLog = (error: unknown): object => {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = (error.stack ?? "")
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .slice(0, 6)
    .map((line) => line.trim());
  const place = error instanceof Fault ? error.place : undefined;
  return { name: error.name, ...(place && { place }), frames, ...(error.cause instanceof Error && { cause: errorForLog(error.cause) }) };
};
