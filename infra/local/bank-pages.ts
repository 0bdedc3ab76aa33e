import { council } from "../../shared/council.ts";
import { formatPounds, pence } from "../../shared/domain/money.ts";
import type { BankPayment, createBankSandbox, Uploaded } from "./bank-sandbox.ts";
import { type Html, html, plainPage } from "./plain-page.ts";
import { sandboxPath } from "./sandbox-page.ts";

export const bankPath = `${sandboxPath}/bank`;

export type BankRequest = {
  readonly method: string;
  /** The path after the bank's own. */
  readonly path: string;
  readonly contentType: string;
  readonly body: Buffer;
  readonly isFromElsewhere: boolean;
};
export type BankAnswer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };

const answer = (status: number, contentType: string, body: string, more: Record<string, string> = {}): BankAnswer => ({
  status,
  headers: { "content-type": contentType, "cache-control": "no-store", ...more },
  body,
});
const asJson = (status: number, value: object) => answer(status, "application/json", JSON.stringify(value));
const asPage = (status: number, content: Html) =>
  answer(status, "text/html; charset=utf-8", plainPage("The bank behind the scenes", content));

const uploadedWords = (uploaded: Uploaded): string => {
  if (uploaded.kind === "refused") return `The file was not taken. ${uploaded.because}`;
  const { serial, paid, rejected, knownAlready } = uploaded;
  const again = knownAlready > 0 ? ` ${knownAlready} had come in a file before: nothing was paid again.` : "";
  return `File ${serial} was taken: ${paid} paid now, ${rejected} rejected now.${again}`;
};

const submissionsOf = (payments: readonly BankPayment[]): Html => {
  const bySerial = [...Map.groupBy(payments, ({ serial }) => serial)].toReversed();
  if (bySerial.length === 0) return html`<p class="govuk-body">No file has come yet.</p>`;
  return html`<div class="council-table-scroll" tabindex="0" role="region" aria-label="Files that came"><table class="govuk-table">
    <thead><tr>${["File", "Paid", "Rejected", "Paid out", "Results"].map((head) => html`<th class="govuk-table__header" scope="col">${head}</th>`)}</tr></thead>
    <tbody>${bySerial.map(([serial, rows]) => {
      const paid = rows.filter(({ result }) => result === "paid");
      const cells = [serial, paid.length, rows.length - paid.length, formatPounds(pence(paid.reduce((sum, row) => sum + row.pence, 0)))];
      return html`<tr>${cells.map((cell) => html`<td class="govuk-table__cell">${cell}</td>`)}
        <td class="govuk-table__cell"><a class="govuk-link" href="${bankPath}/results/${serial}">Result file of ${serial}</a></td></tr>`;
    })}</tbody>
  </table></div>`;
};

const bankPage = (payments: readonly BankPayment[], uploaded?: Uploaded): Html => html`
  <p class="govuk-body">This stands in for ${council.name}’s bank on this machine. It takes files of payments (Bacs Standard 18), pays each
    payment of a file once however often the file comes, and gives a file of results.</p>
  <p class="govuk-body">It rejects account numbers that end in 99, and names with the word “closed” in them.</p>
  ${uploaded ? html`<p class="govuk-inset-text" role="status">${uploadedWords(uploaded)}</p>` : ""}
  <form method="post" action="${bankPath}" enctype="multipart/form-data">
    <label class="govuk-label" for="file">A file of payments</label>
    <p><input class="govuk-file-upload" id="file" name="file" type="file"></p>
    <button class="govuk-button">Send to the bank</button>
  </form>
  <h2 class="govuk-heading-m">Files that came</h2>
  ${submissionsOf(payments)}
  <p class="govuk-body"><a class="govuk-link" href="${sandboxPath}">Everything else behind the scenes</a></p>`;

const fileIn = async ({ contentType, body }: BankRequest): Promise<string> => {
  if (!contentType.startsWith("multipart/form-data")) return body.toString();
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData().catch(() => undefined);
  const file = form?.get("file");
  return file instanceof File ? file.text() : "";
};

/** The bank's page, and its API: `POST …/bank/files` takes a file, `GET …/bank/results/{file}` returns the results. */
export const createBankPages =
  (bank: ReturnType<typeof createBankSandbox>) =>
  async (request: BankRequest): Promise<BankAnswer> => {
    const { method, path } = request;
    const [, serial] = /^\/results\/([A-Z0-9]{6})$/.exec(path) ?? [];
    if (method === "GET" && serial) {
      const results = await bank.results(serial);
      const name = `attachment; filename="results-${serial}.csv"`;
      return results ? answer(200, "text/csv; charset=utf-8", results, { "content-disposition": name }) : asJson(404, {});
    }
    if (method === "POST" && path === "/files") {
      const uploaded = await bank.upload(await fileIn(request));
      return asJson(uploaded.kind === "refused" ? 422 : 200, uploaded);
    }
    if (method === "POST" && path === "" && !request.isFromElsewhere) {
      const uploaded = await bank.upload(await fileIn(request));
      return asPage(uploaded.kind === "refused" ? 422 : 200, bankPage(await bank.payments(), uploaded));
    }
    if (method === "GET" && path === "") return asPage(200, bankPage(await bank.payments()));
    return asJson(404, {});
  };
