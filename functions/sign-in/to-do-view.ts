import { type CountedToDo, toDoPath, toDoWords } from "../../shared/domain/to-do.ts";

export const toDoLinks = (toDos: readonly CountedToDo[]) =>
  toDos.map((toDo) => ({ text: toDoWords(toDo), href: toDoPath(toDo), of: toDo.scheme }));

/** The act, as the declaration names it, and the scheme where each has its own. */
export const toDoReply = ({ act, scheme, count, isMore }: CountedToDo) => ({ act, ...(scheme !== undefined && { scheme }), count, isMore });
