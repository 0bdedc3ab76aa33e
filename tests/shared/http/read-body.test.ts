import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { expect, test } from "vitest";
import { readBody } from "../../../shared/http/read-body.ts";
import { limits } from "../../../shared/system.ts";

const posted = (body: string | undefined, type: string, isBase64Encoded = false) =>
  ({
    body,
    headers: { "content-type": type },
    isBase64Encoded,
    requestContext: { http: { method: "POST" } },
  }) as unknown as APIGatewayProxyEventV2;

const form = "application/x-www-form-urlencoded";

test("a form's text is read as typed: any script, any sign, line ends as one character", () => {
  const typed = "اسمي 🌧 <b>&amp;\r\nsecond line";

  const body = readBody(
    posted(
      new URLSearchParams([
        ["story", typed],
        ["needs", "food"],
        ["needs", "energy"],
      ]).toString(),
      form,
    ),
    false,
  );

  expect(body.kind).toBe("form");
  if (body.kind !== "form") return;
  expect(body.form.one("story")).toBe("اسمي 🌧 <b>&amp;\nsecond line");
  expect(body.form.all("needs")).toEqual(["food", "energy"]);
  expect([body.form.one("missing"), body.form.all("missing")]).toEqual(["", []]);
});

test("a form in base64, as API Gateway sends it, reads the same", () => {
  const body = readBody(posted(Buffer.from("name=Zo%C3%AB").toString("base64"), `${form}; charset=UTF-8`, true), false);

  expect(body.kind === "form" && body.form.one("name")).toBe("Zoë");
});

test("invalid bytes and half a character become text that can be stored", () => {
  const body = readBody(posted("name=%FF%FE&other=%ED%A0%80", form), false);

  expect(body.kind === "form" && [body.form.one("name"), body.form.one("other")].every((text) => text.isWellFormed())).toBe(true);
});

test("a body at the limit in bytes is read, and one byte more is refused", () => {
  const inJson = (bytes: number) => readBody(posted(`"${"a".repeat(bytes - 2)}"`, "application/json"), true);

  expect(inJson(limits.bodyBytes).kind).toBe("json");
  expect(inJson(limits.bodyBytes + 1)).toEqual({ kind: "refused", because: "tooLarge" });
  expect(readBody(posted(`"${"é".repeat(limits.bodyBytes / 2)}"`, "application/json"), true)).toEqual({
    kind: "refused",
    because: "tooLarge",
  });
});

test.for(["text/plain", "multipart/form-data; boundary=x", "", "application/json"])("a page refuses a body of type “%s”", (type) => {
  expect(readBody(posted("a=b", type), false)).toEqual({ kind: "refused", because: "unsupported" });
});

test("the API takes only JSON, and refuses text that does not parse", () => {
  expect(readBody(posted("a=b", form), true)).toEqual({ kind: "refused", because: "unsupported" });
  expect(readBody(posted("{not json", "application/json"), true)).toEqual({ kind: "refused", because: "unreadable" });
  expect(readBody(posted(undefined, "application/json"), true)).toEqual({ kind: "refused", because: "unreadable" });
  expect(readBody(posted('{"a":1}', "Application/JSON; charset=utf-8"), true)).toEqual({ kind: "json", value: { a: 1 } });
});
