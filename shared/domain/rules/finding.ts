import type { Finding, Inputs } from "./rule.ts";

/** What a rule can come to, each with its reason in words and what it went by. */

export const pass = (because: string, inputs: Inputs = {}): Finding => ({ verdict: "pass", because, inputs });

export const fail = (because: string, inputs: Inputs = {}): Finding => ({ verdict: "fail", because, inputs });

export const refer = (because: string, inputs: Inputs = {}): Finding => ({ verdict: "refer", because, inputs });

/** A person looks, and nothing can be awarded until it is settled. */
export const hold = (because: string, inputs: Inputs = {}): Finding => ({ verdict: "refer", because, holds: true, inputs });
