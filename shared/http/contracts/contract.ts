import * as z from "zod/mini";
import { sayAlso, says } from "../../domain/says.ts";
import type { ActOf, ApiRoute, FunctionName, ReadsOf } from "../../system.ts";
import type { ProblemType } from "../reply.ts";
import { text, whole } from "./fields.ts";

/** The reply of a read route. It is lazy: only the API's document and the tests build its schema. */
export type ReadContract = {
  /** Its name for programs: their methods are called so. An act has its own name. */
  readonly name: string;
  readonly does: string;
  readonly query?: readonly string[];
  readonly reply: z.ZodMiniType;
  readonly status: 200;
  /** The problems that only this route answers with, beside those that follow from its method, path and roles. */
  readonly refuses?: readonly ProblemType[];
};

/** The request and the reply of an act. The declaration of the act says what it does. */
export type ActContract = {
  /** The body; the very schema that validates it. */
  readonly request?: z.ZodMiniType;
  /** The body as the API's document shows it, where the use case reads more of it than the schema does. */
  readonly requestShown?: z.ZodMiniType;
  readonly reply: z.ZodMiniType;
  readonly status: 200 | 201 | 202;
  /** The reply with 202 instead, if all of the act is decided and some of it happens later. */
  readonly later?: { readonly description: string; readonly reply: z.ZodMiniType };
  /** The problems that only this route answers with, beside those that follow from its method, path and roles. */
  readonly refuses?: readonly ProblemType[];
};

/** Either, for whoever reads all of them. */
export type Contract = ActContract & Partial<Pick<ReadContract, "name" | "does" | "query">>;

type ApiRead<F extends FunctionName> = Exclude<Extract<keyof ReadsOf<F>, `GET /api/${string}`>, "GET /api/openapi.json">;

/** Exactly the API routes that a function declares. The API's own document describes itself. */
export type ContractsOf<F extends FunctionName> = { readonly [R in ApiRead<F>]: ReadContract } & {
  readonly [R in ApiRoute<ActOf<F>>]: ActContract;
};

/** Pence. */
export const moneyAmount = z.int();
export const actor = sayAlso(z.strictObject({ id: text("The id of the person’s account."), name: text("The person’s name.") }), {
  title: "Person",
});

export const list = <T extends z.core.$ZodType>(item: T) =>
  z.strictObject({
    items: says(z.array(item), "The items of this slice."),
    next: z.optional(text("Pass it as `cursor` to get the next slice; absent at the end.")),
    count: z.optional(whole("How long the whole list is.")),
    countIsAtLeast: z.optional(says(z.literal(true), "Counting stopped before the end of the list, which is at least so long.")),
  });
export const paging = ["cursor", "limit"] as const;
