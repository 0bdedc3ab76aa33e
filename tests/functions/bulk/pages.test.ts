import { beforeEach, expect, test } from "vitest";
import { allocateExample, submitExample } from "../../examples.ts";
import { type Sent, type SignedIn, send, signIn } from "../../http.ts";
import { nameOf } from "../../people.ts";
import { approve, csvOf, type Desk, finance, openDesk, prepared, ran, rowFor, rowsFor, work } from "./desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await allocateExample(desk.table, "CRF", "CRISIS_PAYMENT", 1_000_00);
});

const typed = {
  title: "Winter list",
  item: "fuelTopUp",
  delivery: "CASH",
  amount: "49",
  evidence: ["address:shown:Council tax record", "income:shown:Universal Credit journal"],
  reason: "On the list.",
  sendingId: "sending-1",
};

/** A form with a file, as a browser sends it. */
const upload = async (as: SignedIn, list: string | Uint8Array<ArrayBuffer> | undefined, changes: object = {}): Promise<Sent> => {
  const form = new FormData();
  form.append("formToken", as.formToken);
  for (const [field, value] of Object.entries({ ...typed, ...changes }))
    for (const one of [value].flat()) form.append(field, one as string);
  form.append("list", new Blob([list ?? ""], { type: "text/csv" }), list === undefined ? "" : "list.csv");
  const request = new Request("http://localhost/", { method: "POST", body: form });
  return { as, headers: { "content-type": request.headers.get("content-type") ?? "" }, body: await request.bytes() };
};

test("a list uploaded from the page shows the outcome of each row with its reason", async () => {
  const sent = await send(
    desk.bulk,
    "POST /runs",
    await upload(desk.asha, csvOf([...rowsFor(2), rowFor(2), "R4,=A1,1980-01-01,4 Sample Street,CV1 2AB"])),
  );
  expect(sent.status).toBe(303);
  const runId = sent.headers.location?.split("/").at(-1) ?? "";
  await work(desk, runId);

  const { body } = await send(desk.bulk, "GET /runs/{runId}", { as: desk.gareth, path: { runId } });
  expect(body).toContain("Ready to approve");
  expect(body).toContain("Could not be read: name: begins with “=”, which a spreadsheet would run as a formula");
  expect(body).toContain("The same as another row: The same as row 3");
  expect(body).toContain("£98.00");
  expect(body).toContain(`data-label="Name">${nameOf(1)}</td>`);

  const only = await send(desk.bulk, "GET /runs/{runId}", { as: desk.gareth, path: { runId }, query: { show: "repeated" } });
  expect(only.body).toContain('data-label="Reference">R2</td>');
  expect(only.body).not.toContain('data-label="Reference">R1</td>');
});

const listed = (list: Uint8Array<ArrayBuffer>) => upload(desk.asha, list);

test("a list with other columns and a damaged letter is run, and its page and the API name both for somebody to look at", async () => {
  const text = new TextEncoder();
  const list = Uint8Array.from([
    ...text.encode("reference,name,date_of_birth,address_line_1,address_line_2,postcode,school\r\n"),
    ...text.encode("R1,Zoë O’Neill,9 March 1984,Flat 2,12 Sample Street,CV1 2AB,Hill\r\n,,,,,,\r\nR2,Andr"),
    0xe9,
    ...text.encode(" Lee,09/03/1985,14 Sample Street,,CV1 2AC,\r\nR3,Ann Lee,1986-03-09,16 Sample Street,,CV1 2AD,\r\n"),
  ]);
  const sent = await send(desk.bulk, "POST /runs", await listed(list));
  const runId = sent.headers.location?.split("/").at(-1) ?? "";
  const before = await send(desk.bulk, "GET /runs/{runId}", { as: desk.gareth, path: { runId } });
  expect(before.body).toContain("Some names of it are shown here once its rows are checked.");
  await work(desk, runId);

  const { body } = await send(desk.bulk, "GET /runs/{runId}", { as: desk.gareth, path: { runId } });
  expect(body).toContain("These columns of the file were not read, because a run does not need them: <strong>school</strong>.");
  expect(body).toContain("Some letters of the file were damaged, in row 4.");
  expect(body).toMatch(/<li>André Lee \(row 4\)<\/li><li>Zoë O’Neill \(row 2\)<\/li><li>Ann Lee \(row 5\)<\/li>/);
  expect(body).toContain("Flat 2, 12 Sample Street, CV1 2AB");

  const found = await send(desk.bulk, "GET /api/runs/{runId}", { as: desk.asha, path: { runId } });
  expect(found.json()).toMatchObject({
    readAs: "UTF-8",
    mendedRows: [4],
    ignoredColumns: ["school"],
    counts: { toAward: 3 },
    namesToLookAt: [
      { row: 4, name: "André Lee" },
      { row: 2, name: "Zoë O’Neill" },
      { row: 5, name: "Ann Lee" },
    ],
  });
});

test("a list of an older Mac shows names with its own letters, and a list in UTF-8 asks nobody to look", async () => {
  const mac = Uint8Array.from([
    ...new TextEncoder().encode(csvOf(["R1,Zo"])),
    0x91,
    ...new TextEncoder().encode(" Lee,1980-01-01,1 Sample Street,CV1 2AB"),
  ]);
  const runOf = async (list: Uint8Array<ArrayBuffer>, sendingId: string) => {
    const sent = await send(desk.bulk, "POST /runs", await upload(desk.asha, list, { sendingId }));
    const runId = sent.headers.location?.split("/").at(-1) ?? "";
    await work(desk, runId);
    return (await send(desk.bulk, "GET /runs/{runId}", { as: desk.gareth, path: { runId } })).body;
  };
  const body = await runOf(mac, "mac");
  expect(body).toContain("It was read as Mac Roman.");
  expect(body).toContain("<li>Zoë Lee (row 2)</li>");
  expect(await runOf(new TextEncoder().encode(csvOf(rowsFor(1))), "utf-8")).not.toContain("Look at these names");
});

test("sent twice, the form makes one run", async () => {
  const list = csvOf(rowsFor(2));
  const first = await send(desk.bulk, "POST /runs", await upload(desk.asha, list));
  const second = await send(desk.bulk, "POST /runs", await upload(desk.asha, list));
  expect(second.headers.location).toBe(first.headers.location);
});

test("a form without a file, or with one that cannot be read, comes back with what was typed and says why", async () => {
  const without = await send(desk.bulk, "POST /runs", await upload(desk.asha, undefined));
  expect(without.isShownAgain).toBe(true);
  expect(without.body).toContain("Choose the list, as a CSV file");
  expect(without.body).toContain('value="Winter list"');

  const wrong = await send(desk.bulk, "POST /runs", await upload(desk.asha, "name\nAnn"));
  expect(wrong.body).toContain("The first row of the file has no column “reference”, “date_of_birth”, “address_line_1”, “postcode”.");

  const evidence = await send(desk.bulk, "POST /runs", await upload(desk.asha, csvOf(rowsFor(1)), { evidence: [], amount: "" }));
  expect(evidence.body).toContain('href="#award-evidence-address"');
  expect(evidence.body).toContain("Enter an amount: there is no usual one for “Energy top-up or cash for fuel”");
});

test("a form that was forged is refused before its file is looked at", async () => {
  const sent = await upload({ ...desk.asha, formToken: "forged" }, csvOf(rowsFor(1)));
  expect((await send(desk.bulk, "POST /runs", { ...sent, as: desk.asha })).status).toBe(403);
});

test("the preparer of a run sees no button to approve it, and is refused without one", async () => {
  const runId = await prepared(desk, csvOf(rowsFor(1)));
  await work(desk, runId);
  const own = await send(desk.bulk, "GET /runs/{runId}", { as: desk.asha, path: { runId } });
  expect(own.body).toContain("You prepared this run, so somebody else approves it: an approver who did not prepare it.");
  expect(own.body).not.toContain("Approve these awards");
  const other = await send(desk.bulk, "GET /runs/{runId}", { as: desk.cleo, path: { runId } });
  expect(other.body).toContain("Approve these awards");
  const refused = await send(desk.bulk, "POST /runs/{runId}/approve", { as: desk.asha, path: { runId }, form: { version: "2" } });
  expect(refused.status).toBe(403);
});

test("a button sent without the version that somebody saw does nothing, and the run says why", async () => {
  const runId = await prepared(desk, csvOf(rowsFor(1)));
  await work(desk, runId);
  for (const route of ["POST /runs/{runId}/approve", "POST /runs/{runId}/cancel"] as const) {
    const refused = await send(desk.bulk, route, { as: desk.cleo, path: { runId }, form: {} });
    expect(refused.isShownAgain).toBe(true);
    expect(refused.body).toContain("Say which version of the run you saw");
    expect(refused.body).toContain("Ready to approve");
  }
});

test("a step of an unknown run is not found, whatever its form says", async () => {
  for (const runId of ["ABCD-EFGH-JKMN", "../CASE"])
    for (const step of ["approve", "cancel", "resume"] as const) {
      const sent = await send(desk.bulk, `POST /runs/{runId}/${step}`, { as: desk.cleo, path: { runId }, form: { version: "1" } });
      expect(sent.status).toBe(404);
    }
});

test("while no scheme is open, the page of a new run says so", async () => {
  const now = new Date("2030-01-10T10:00:00Z");
  const dev = await signIn(desk.table, finance, now);
  expect((await send(desk.bulk, "GET /runs/new", { as: dev, now })).body).toContain("none is open today");
  const sent = await send(desk.bulk, "POST /runs", { ...(await upload(dev, csvOf(rowsFor(1)))), now });
  expect(sent.isShownAgain).toBe(true);
  expect(sent.body).toContain("none is open today");
});

test("the results are a CSV file with every row", async () => {
  const runId = await ran(desk, csvOf([rowFor(1), "R2,Person 2,never,2 Sample Street,CV1 2AB"]));
  const file = await send(desk.bulk, "GET /runs/{runId}/results", { as: desk.dev, path: { runId } });
  expect(file.headers["content-disposition"]).toBe(`attachment; filename="run-${runId}.csv"`);
  const [heading, first, second] = file.body.split("\r\n");
  expect(heading).toBe("\uFEFFrow,reference,outcome,why,amount,award");
  expect(first).toMatch(/^2,R1,Awarded,,49,[0-9A-Z-]+-A1$/);
  expect(second).toMatch(/^3,R2,Could not be read,.*never.*,,$/);
});

test("cases ticked in the case list become a run", async () => {
  const { caseId } = await submitExample(desk.table);
  const form = await send(desk.bulk, "GET /runs/new", { as: desk.asha, query: { cases: `${caseId},not-a-case` } });
  expect(form.body).toContain("1 case is chosen.");
  const sent = await send(desk.bulk, "POST /runs", await upload(desk.asha, undefined, { cases: [caseId] }));
  const runId = sent.headers.location?.split("/").at(-1) ?? "";
  await work(desk, runId);
  await approve(desk, runId);
  await work(desk, runId);
  expect((await send(desk.bulk, "GET /runs/{runId}", { as: desk.gareth, path: { runId } })).body).toContain(`${caseId}-A1`);
});

test("the page says that a run stands still, and lets it go on where it was", async () => {
  const runId = await prepared(desk, csvOf(rowsFor(3)));
  const later = new Date("2026-11-20T10:30:00Z");
  const stuck = await send(desk.bulk, "GET /runs/{runId}", { as: desk.asha, path: { runId }, now: later });
  expect(stuck.body).toContain("Go on with the run");
  expect((await send(desk.bulk, "POST /runs/{runId}/resume", { as: desk.asha, path: { runId }, form: {}, now: later })).status).toBe(303);
  await work(desk, runId);
  const { body } = await send(desk.bulk, "GET /runs/{runId}", { as: desk.asha, path: { runId }, now: later });
  expect(body).toContain("Ready to approve");
});

test("an unknown run and an unknown slice of rows are not found", async () => {
  const runId = await prepared(desk, csvOf(rowsFor(1)));
  for (const [path, query] of [
    [{ runId: "ABCD-EFGH-JKMN" }, {}],
    [{ runId: "../CASE" }, {}],
    [{ runId }, { show: "nothing" }],
    [{ runId }, { page: "0" }],
  ] as const)
    expect((await send(desk.bulk, "GET /runs/{runId}", { as: desk.asha, path, query })).status).toBe(404);
});
