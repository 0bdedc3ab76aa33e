import { generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import type { JWK } from "jose";
import { stateFile } from "./state-file.ts";

/** Made at random on each machine at the first start, so that no secret is ever in the repository. */
export type LocalSecrets = {
  readonly matchingKey: string;
  readonly identityClientSecret: string;
  readonly notifyKey: string;
  readonly providerKey: string;
  readonly cookieKey: string;
  readonly signingKey: JWK;
};

const random = () => randomBytes(32).toString("base64url");

const makeSecrets = (): LocalSecrets => ({
  matchingKey: random(),
  identityClientSecret: random(),
  // A Notify key is a name, a service's id and a secret.
  notifyKey: `local-${randomUUID()}-${randomUUID()}`,
  providerKey: random(),
  cookieKey: random(),
  signingKey: {
    ...generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }),
    use: "sig",
    alg: "RS256",
    kid: random(),
  } as JWK,
});

/** The secrets of a data folder; new ones in memory. */
export const localSecrets = async (folder: string | undefined): Promise<LocalSecrets> => {
  if (!folder) return makeSecrets();
  const file = stateFile<LocalSecrets>({
    file: join(folder, "secrets.json"),
    what: "the secrets of this machine",
    without: "New secrets are then made: everybody signs in again, and people who applied before are not recognised.",
    mode: 0o600,
  });
  const kept = await file.read();
  if (kept) return kept;
  const made = makeSecrets();
  await file.write(made);
  return made;
};
