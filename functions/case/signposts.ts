import type { CaseEvent } from "../../shared/domain/case/case.ts";
import { type Directory, type Service, type ServiceCode, serviceOf } from "../../shared/domain/directory/directory.ts";
import { type DirectoryBook, serviceNamesIn } from "../../shared/domain/directory/directory-book.ts";

/** The services that decisions told a resident of, each once. */
export const signpostsOf = (events: readonly Pick<CaseEvent, "detail">[]): readonly ServiceCode[] => [
  ...new Set(events.flatMap(({ detail }) => ("signposts" in detail ? (detail.signposts ?? []) : []))),
];

const reachedBy = ({ does, tells, phone, hours, email, url, status }: Service) => ({
  does,
  ...(tells && { tells }),
  ...(phone && { phone }),
  ...(hours && { hours }),
  ...(email && { email }),
  ...(url && { url }),
  isActive: status === "active",
});

/** Each with how it is reached today. One that has left the directory has its last name alone. */
export const signpostView = (codes: readonly ServiceCode[], directory: Directory, book: DirectoryBook) =>
  codes.map((code) => {
    const service = serviceOf(directory, code);
    return { service: code, name: service?.name ?? serviceNamesIn(book)[code] ?? code, ...(service && reachedBy(service)) };
  });
