import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Host, startHost } from "../../infra/local/host.ts";
import type { Award } from "../../shared/domain/award/award.ts";
import type { Message } from "../../shared/domain/case/message.ts";
import type { Referral } from "../../shared/domain/referral/referral.ts";
import { everythingIn } from "../setup/table.ts";
import { expectConsistent } from "./audit.ts";

const victim = fileURLToPath(new URL("./victim.ts", import.meta.url));
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "killed-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Kills the service a moment after it has answered so many awards. */
const killAfter = async (answers: number, momentMs: number, ...more: string[]): Promise<string[]> => {
  const child: ChildProcess = spawn(process.execPath, [victim, folder, ...more], { stdio: ["ignore", "pipe", "inherit"] });
  const awarded: string[] = [];
  let unread = "";
  await new Promise<void>((enough, ended) => {
    child.once("exit", () => ended(new Error("The service ended by itself.")));
    child.stdout?.on("data", (chunk: Buffer) => {
      const lines = (unread + chunk.toString()).split("\n");
      unread = lines.pop() ?? "";
      awarded.push(...lines.flatMap((line) => (line.startsWith("awarded ") ? [line.slice("awarded ".length)] : [])));
      if (awarded.length >= answers) enough();
    });
  });
  await pause(momentMs);
  const gone = new Promise((done) => child.once("exit", done));
  child.kill("SIGKILL");
  await gone;
  return awarded;
};

const untilSettled = async (host: Host): Promise<Record<string, unknown>[]> => {
  const table = { client: host.client, name: host.tableName };
  for (;;) {
    const items = await everythingIn(table);
    const isOpen = (item: Record<string, unknown>) =>
      (item.itemKind === "referral" && !item.deliveredAt) || (item.itemKind === "message" && item.state !== "sent");
    if (!items.some(isOpen)) return items;
    await pause(100);
  }
};

test("killed at any moment, the service has no half award, and after its restart delivers every referral and message once", async () => {
  const answered = [...(await killAfter(5, 40, "first")), ...(await killAfter(5, 7)), ...(await killAfter(5, 0))];

  const host = await startHost({ folder });
  try {
    const items = await untilSettled(host);
    await expectConsistent({ client: host.client, name: host.tableName });

    const all = <T>(kind: string) => items.filter(({ itemKind }) => itemKind === kind) as T[];
    const awards = all<Award>("award").map(({ awardId }) => awardId);
    expect(awards).toEqual(expect.arrayContaining(answered));
    expect(all<Referral>("referral")).toHaveLength(awards.length);

    const sent = (await host.sentMessages()).map(({ reference }) => reference);
    expect(sent.toSorted()).toEqual(
      all<Message>("message")
        .map(({ messageId }) => messageId)
        .toSorted(),
    );
    expect(host.deadLetters()).toEqual([]);
  } finally {
    await host.stop();
  }
});
