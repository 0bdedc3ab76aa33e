import { beforeAll, expect, test } from "vitest";
import { shippedDirectory } from "../../../shared/domain/directory/shipped-directory.ts";
import { type Answer, send } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";
import { openServices, type ServicesRoom } from "./room.ts";

let room: ServicesRoom;
beforeAll(async () => {
  room = await openServices(await freshTable());
});

type Page = { readonly contents: readonly { readonly id: string; readonly name: string }[] } & { readonly [name: string]: unknown };
const list = (query = {}) => send(room.services, "GET /api/directory/services", { query });
const one = (serviceId: string): Promise<Answer> => send(room.services, "GET /api/directory/services/{serviceId}", { path: { serviceId } });

/** The fields of a service that Open Referral UK 3.0 has and that this service can fill. */
const fieldsOfService = [
  "id",
  "organization_id",
  "name",
  "description",
  "status",
  "url",
  "email",
  "fees",
  "minimum_age",
  "maximum_age",
  "assured_date",
  "organization",
  "schedules",
  "service_areas",
  "cost_options",
  "contacts",
];

test("anybody gets the services in the envelope of the standard, from any page", async () => {
  const { status, headers, json } = await list();
  const page = json<Page>();
  expect([status, headers["access-control-allow-origin"]]).toEqual([200, "*"]);
  expect(Object.keys(page)).toEqual(["total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"]);
  expect(page).toMatchObject({ total_items: 7, total_pages: 1, page_number: 1, size: 7, first_page: true, last_page: true, empty: false });
  for (const service of page.contents) {
    expect(fieldsOfService).toEqual(expect.arrayContaining(Object.keys(service)));
    expect(service).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      status: "active",
    });
  }
});

test("pages divide the list and do not overlap; one beyond the last is empty", async () => {
  const pages = await Promise.all([1, 2, 3, 4].map(async (page) => (await list({ page: String(page), per_page: "3" })).json<Page>()));
  expect(pages.flatMap(({ contents }) => contents).map(({ name }) => name)).toEqual(
    shippedDirectory.services.filter(({ audience }) => audience === "residents").map(({ name }) => name),
  );
  expect(pages.map(({ size, first_page, last_page, empty }) => [size, first_page, last_page, empty])).toEqual([
    [3, true, false, false],
    [3, false, false, false],
    [1, false, true, false],
    [0, false, true, true],
  ]);
  for (const query of [{ page: "0" }, { page: "x" }, { per_page: "101" }, { per_page: "-1" }]) expect((await list(query)).status).toBe(400);
});

test("one service is there by its id, and one for staff only looks like an unknown id", async () => {
  const [first] = (await list()).json<Page>().contents;
  expect((await one(first?.id ?? "")).json()).toMatchObject({
    name: "Welfare Benefit Adviser",
    schedules: [{ description: "Monday to Friday, 9am to 5pm" }],
  });
  const { body } = await list({ per_page: "100" });
  for (const { name, audience } of shippedDirectory.services) expect(body.includes(name)).toBe(audience === "residents");
  expect((await one("00000000-0000-8000-8000-000000000000")).status).toBe(404);
  expect((await one("mash")).status).toBe(404);
});
