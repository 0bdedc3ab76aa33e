import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import type { CheckFailure } from "../../shared/domain/return/check-failure.ts";
import { type PreparedReturn, partsOfReturn } from "../../shared/domain/return/prepared-return.ts";
import { type KeptApart, partAgainst } from "../../shared/domain/separation.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Returns } from "../../shared/store/returns.ts";
import { type FindReturnPorts, findReturn, seeFigures, type Wanted } from "./find-return.ts";

export type CertifyReturnPorts = FindReturnPorts & { readonly returns: Pick<Returns, "move"> };

type ToCertify = Wanted & {
  readonly by: Principal;
  /** The hash of the return as the officer saw it. */
  readonly hash: string;
  readonly name: string;
};

/** In order of precedence. */
export type CertifyOutcome =
  | { readonly kind: "certified"; readonly prepared: PreparedReturn }
  | { readonly kind: "notFound" }
  | { readonly kind: "preparedByYou"; readonly row: KeptApart }
  /** It is certified by another, filed, sent back or prepared again, or its figures are still being counted. */
  | { readonly kind: "notWaiting"; readonly prepared: PreparedReturn }
  | { readonly kind: "otherThanSeen"; readonly prepared: PreparedReturn }
  | { readonly kind: "checksFail"; readonly failures: readonly CheckFailure[] };

/** Certifies what the officer saw, and nothing else: figures, corrections and typed fields by their hash. */
export const certifyReturn = (toCertify: ToCertify, ports: CertifyReturnPorts): Promise<CertifyOutcome> =>
  retry<CertifyOutcome>(() => certifyOnce(toCertify, ports));

const certifyOnce = async (toCertify: ToCertify, ports: CertifyReturnPorts): Promise<CertifyOutcome | typeof again> => {
  const { by, hash, name, now } = toCertify;
  const found = await findReturn(toCertify, ports);
  if (!found) return { kind: "notFound" };
  const { prepared } = found;
  // A retry after a lost answer finds the same officer's certificate of the same figures.
  if (prepared.certificate?.by.id === by.id && prepared.certificate.hash === hash) return { kind: "certified", prepared };
  const row = partAgainst("preparedReturn", "certifyReturn", by, partsOfReturn(prepared));
  if (row) return { kind: "preparedByYou", row };
  const seen = prepared.state === "prepared" ? await seeFigures(found, now, ports) : undefined;
  if (!seen) return { kind: "notWaiting", prepared };
  if (seen.hash !== hash) return { kind: "otherThanSeen", prepared };
  if (seen.failures.length > 0) return { kind: "checksFail", failures: seen.failures };

  const certificate = { by: actorOf(by), at: now.toISOString(), name, hash };
  const after: PreparedReturn = { ...prepared, state: "certified", version: prepared.version + 1, certificate };
  return (await ports.returns.move(prepared, after)).kind === "kept" ? { kind: "certified", prepared: after } : again;
};
