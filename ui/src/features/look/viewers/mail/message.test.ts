import { describe, expect, it, vi } from "vitest";
import { memory, reasons } from "../../testing";
import { Opening } from "../opening.svelte";
import { openMail } from "./mail";
import { attachmentLimit, messageOf } from "./message";

const read = (...lines: string[]) => messageOf(new TextEncoder().encode(lines.join("\r\n")));
const multipart = (...parts: string[]) => [
  "From: =?utf-8?q?Za=C5=BC=C3=B3=C5=82=C4=87?= <a@example.com>",
  "To: b@example.com, Team: c@example.com, d@example.com;",
  "Subject: Report",
  "Date: Fri, 29 Nov 2024 10:30:00 +0000",
  'Content-Type: multipart/mixed; boundary="x"',
  "",
  ...parts.flatMap((part) => ["--x", part]),
  "--x--",
];

describe("an e-mail", () => {
  it("tells who, when and what about", async () => {
    const message = await read(...multipart("Content-Type: text/plain\r\n\r\nHello"));
    expect(message).toMatchObject({
      subject: "Report",
      from: ["Zażółć <a@example.com>"],
      to: ["b@example.com", "c@example.com", "d@example.com"],
      at: Date.UTC(2024, 10, 29, 10, 30),
      html: false,
    });
    expect(message.text.trim()).toBe("Hello");
  });

  it("shows of HTML its text alone", async () => {
    const html = "<script>x()</script><p>Seen</p><img src='http://evil.example/p.png'>";
    const message = await read("From: a@example.com", "Content-Type: text/html", "", html);
    expect([message.text, message.html]).toEqual(["Seen", true]);
  });

  it("has attachments with their names as they are, or none", async () => {
    const message = await read(
      ...multipart(
        'Content-Type: application/pdf; name="../../a.pdf"\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==',
        "Content-Type: application/octet-stream\r\nContent-Disposition: attachment\r\n\r\nraw",
      ),
    );
    expect(message.attachments.map(({ name }) => name)).toEqual(["../../a.pdf", null]);
    expect(new TextDecoder().decode(message.attachments[0]?.bytes)).toBe("%PDF");
  });

  it("cuts a text that is too long", async () => {
    const message = await read("From: a@example.com", "", "x".repeat(1_200_000));
    expect([message.text.length, message.cut]).toEqual([1_000_000, true]);
  });

  it("cuts lines and attachments without end", async () => {
    const lines = await read("From: a@example.com", "", "x\n".repeat(100_000));
    expect([lines.text.split("\n").length, lines.cut]).toEqual([20_000, true]);
    const parts = Array.from(
      { length: 500 },
      () => "--b\r\nContent-Disposition: attachment; filename=a\r\n\r\nx",
    );
    const mail = await read(
      `From: a@example.com\r\nContent-Type: multipart/mixed; boundary=b`,
      "",
      ...parts,
      "--b--",
    );
    expect([mail.attachments.length, mail.attached]).toEqual([attachmentLimit, 500]);
  });

  it("that is none, too large or nested without end ends in words", async () => {
    const opened = async (content: string, size?: number) => {
      const source = memory(content, { name: "a.eml", kind: "mail" });
      const view = new Opening(
        size === undefined ? source : { ...source, size },
        "look-mail-broken",
        openMail,
      );
      await vi.waitFor(() => expect(view.trouble).not.toBeNull());
      return reasons(view.trouble);
    };
    expect(await opened("just words, no message")).toEqual(["look-mail-broken"]);
    expect(await opened("")).toEqual(["look-empty"]);
    expect(await opened("From: a@b", 26_000_000)).toEqual(["look-too-large"]);
    const nest = Array.from(
      { length: 100 },
      (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}`,
    ).join("\r\n");
    expect(await opened(`From: a@example.com\r\n${nest}`)).toEqual(["look-mail-broken"]);
  });
});
