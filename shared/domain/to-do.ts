import { type Act, type ActName, acts, type Role } from "../system.ts";
import type { SchemeCode } from "./scheme/scheme.ts";

type ToDo = {
  readonly one: string;
  readonly many: string;
  /** The page on which it is done. */
  readonly path: `/${string}`;
};

/** What waits for somebody to sign, approve, release or prepare it, by the act that they would do. */
export const toDos = {
  signBudgetChange: {
    one: "budget change waits for a second signature",
    many: "budget changes wait for a second signature",
    path: "/finance/{scheme}/changes",
  },
  certifyReturn: {
    one: "return waits for its certificate",
    many: "returns wait for their certificates",
    path: "/finance/{scheme}/returns",
  },
  fileReturn: { one: "certified return is not yet filed", many: "certified returns are not yet filed", path: "/finance/{scheme}/returns" },
  signYearEnd: {
    one: "year-end plan waits for a second person",
    many: "year-end plans wait for a second person",
    path: "/finance/{scheme}/year-end",
  },
  approveAward: { one: "award waits for a second approval", many: "awards wait for a second approval", path: "/approvals" },
  approveRun: { one: "run waits for approval", many: "runs wait for approval", path: "/runs" },
  releaseBatch: { one: "batch of payments waits for release", many: "batches of payments wait for release", path: "/payments" },
  prepareBatch: { one: "payment by bank is in no batch yet", many: "payments by bank are in no batch yet", path: "/payments" },
} as const satisfies Partial<Record<ActName, ToDo>>;
export type ToDoName = keyof typeof toDos;

export type CountedToDo = {
  readonly act: ToDoName;
  readonly scheme?: SchemeCode;
  readonly count: number;
  /** Counting stopped before the end of a long list. */
  readonly isMore: boolean;
};

/** In the order of the table. */
export const toDosOf = (roles: readonly Role[]): readonly ToDoName[] => {
  const mayDo = ({ who }: Act) => who === "anyone" || who.some((role) => roles.includes(role));
  return (Object.keys(toDos) as ToDoName[]).filter((name) => mayDo(acts[name]));
};

export const isOfScheme = (name: ToDoName): boolean => toDos[name].path.includes("{scheme}");

export const toDoPath = ({ act, scheme = "" }: Pick<CountedToDo, "act" | "scheme">): string => toDos[act].path.replace("{scheme}", scheme);

export const toDoWords = ({ act, count, isMore }: CountedToDo): string => {
  const { one, many } = toDos[act];
  return `${count.toLocaleString("en-GB")} ${isMore ? "or more " : ""}${count === 1 && !isMore ? one : many}`;
};
