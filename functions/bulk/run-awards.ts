import { type Clock, clock } from "../../shared/clock.ts";
import { checkPass, type Run, type RunPart } from "../../shared/domain/run/run.ts";
import { Fault } from "../../shared/fault.ts";
import { readItem } from "../../shared/store/items.ts";
import type { Runs } from "../../shared/store/runs.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { consume } from "../../shared/stream/consume.ts";
import type { ConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { type CasesPorts, decideCases } from "./decide-cases.ts";
import { decideList, type ListPorts } from "./decide-list.ts";
import { type LookPorts, lookAtRun } from "./look-at-run.ts";

export type RunAwardsPorts = ListPorts &
  LookPorts &
  CasesPorts & {
    readonly runs: Pick<Runs, "find" | "rows" | "results" | "keep" | "keepLook" | "list" | "requestPart" | "move">;
    readonly schemes: Pick<Schemes, "book">;
  };

/** Checks runs and makes their awards, part by part as the queue delivers them. */
export const createRunAwards = ({ queue, ...ports }: RunAwardsPorts & { readonly queue: ConsumedQueue }) =>
  consume(
    "runAwards",
    async ({ item }) => {
      const part = readItem("runPart", item);
      return { runId: part.runId, pass: part.pass, part: part.part, outcome: await takePart(part, clock, ports) };
    },
    queue,
  );

/** Takes one part, which may be delivered more than once and late, and asks for the next. */
export const takePart = async (asked: RunPart, clock: Clock, ports: RunAwardsPorts): Promise<string> => {
  const { runId, pass, part } = asked;
  const run = await ports.runs.find(runId);
  if (!run) throw new Fault("itemUnreadable");
  const isAtWork = run.state === "checking" || run.state === "running";
  if (!isAtWork || run.pass !== pass) return "notAsked";
  await decide(run, part, clock, ports);
  if (part < run.parts) {
    await ports.runs.requestPart({ runId, pass, part: part + 1, attempt: 0, askedAt: clock().toISOString() });
    return "decided";
  }
  if (pass === checkPass) await ports.runs.keepLook(await lookAtRun(run, ports));
  const { kind } = await ports.runs.move(run, { state: pass === checkPass ? "ready" : "done" });
  return kind === "moved" ? "finished" : "alreadyFinished";
};

const decide = async (run: Run, part: number, clock: Clock, ports: RunAwardsPorts): Promise<void> => {
  const rows = await ports.runs.rows(run.runId, part);
  if (rows?.list) await decideList({ run, clock, part, rows: rows.list }, ports);
  if (rows?.cases) await decideCases({ run, clock, part, rows: rows.cases }, ports);
};
