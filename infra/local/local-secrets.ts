import { generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JWK } from "jose";

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
  const file = join(folder, "secrets.json");
  const kept = await readFile(file, "utf8").catch(() => undefined);
  if (kept) return JSON.parse(kept) as LocalSecrets;
  const made = makeSecrets();
  // A rename is atomic: a host killed here leaves all secrets or none.
  await writeFile(`${file}.next`, JSON.stringify(made), { mode: 0o600 });
  await rename(`${file}.next`, file);
  return made;
};
