import { createHash } from "node:crypto";
import { council } from "../../shared/council.ts";
import type { Directory, Service, ServiceCode } from "../../shared/domain/directory/directory.ts";
import { json, problem, type Reply } from "../../shared/http/reply.ts";

/** The directory in the shape of Open Referral UK 3.0. It is public, so it has no service for staff only. */

/** Open Referral wants UUIDs. We make them from codes, so that they stay the same from version to version. */
const uuidOf = (...names: readonly string[]): string => {
  const hash = createHash("sha256")
    .update(JSON.stringify([council.code, ...names]))
    .digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

export const serviceIdOf = (code: ServiceCode): string => uuidOf("service", code);

const statuses = {
  active: "active",
  inactive: "inactive",
  defunct: "defunct",
  temporarilyClosed: "temporarily closed",
} as const satisfies Record<Service["status"], string>;

const contactOf = ({ code, contactName, email, phone }: Service) => ({
  id: uuidOf("contact", code),
  ...(contactName && { name: contactName }),
  ...(email && { email }),
  ...(phone && { phones: [{ id: uuidOf("phone", code), number: phone }] }),
});

const openReferralService = (service: Service) => {
  const { code, name, organisation = council.name, does, status, url, email, cost, agesFrom, agesTo, assuredOn, hours, area } = service;
  const hasContact = service.contactName !== undefined || service.phone !== undefined || email !== undefined;
  return {
    id: serviceIdOf(code),
    organization_id: uuidOf("organization", organisation),
    name,
    description: does,
    status: statuses[status],
    ...(url && { url }),
    ...(email && { email }),
    ...(cost && { fees: cost }),
    ...(agesFrom !== undefined && { minimum_age: agesFrom }),
    ...(agesTo !== undefined && { maximum_age: agesTo }),
    ...(assuredOn && { assured_date: assuredOn }),
    organization: { id: uuidOf("organization", organisation), name: organisation, description: organisation },
    service_areas: [{ id: uuidOf("area", code), name: area }],
    ...(hours && { schedules: [{ id: uuidOf("schedule", code), description: hours }] }),
    ...(cost && { cost_options: [{ id: uuidOf("cost", code), amount_description: cost }] }),
    ...(hasContact && { contacts: [contactOf(service)] }),
  };
};

const publicServices = ({ services }: Directory) => services.filter(({ audience }) => audience === "residents");

/** Scripts of any website may read it. */
const open = { "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" };

const mostPerPage = 100;
const positive = (text: string | undefined, otherwise: number, most: number): number | undefined => {
  if (text === undefined) return otherwise;
  const number = Number(/^[1-9]\d{0,5}$/.exec(text)?.[0] ?? 0);
  return number > 0 && number <= most ? number : undefined;
};

/** A page of the services, in the envelope of the standard; the first page is page 1. */
export const servicesReply = (directory: Directory, query: Readonly<Record<string, string | undefined>>): Reply => {
  const page = positive(query.page, 1, 999_999);
  const perPage = positive(query.per_page, 50, mostPerPage);
  if (!page || !perPage) return problem("malformed-request", { detail: "Check the page (1 or more) and per_page (1 to 100)." }, open);
  const services = publicServices(directory);
  const contents = services.slice((page - 1) * perPage, page * perPage).map(openReferralService);
  const pages = Math.max(1, Math.ceil(services.length / perPage));
  return json(
    {
      total_items: services.length,
      total_pages: pages,
      page_number: page,
      size: contents.length,
      first_page: page === 1,
      last_page: page >= pages,
      empty: contents.length === 0,
      contents,
    },
    200,
    open,
  );
};

/** A service that is for staff only looks the same as an unknown id. */
export const serviceReply = (directory: Directory, serviceId: string | undefined): Reply => {
  const service = publicServices(directory).find(({ code }) => serviceIdOf(code) === serviceId);
  return service ? json(openReferralService(service), 200, open) : problem("not-found", {}, open);
};
