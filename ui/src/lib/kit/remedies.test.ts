import { expect, it } from "vitest";
import type { Fault, Remedy } from "../backend/contract";
import { remedyLabel } from "./remedies";

const fault = (remedy: Remedy): Fault => ({
  code: "x",
  title: "x",
  what: "x",
  next: "x",
  details: "",
  retry: false,
  remedy,
});

it.each<[Remedy, string | null, string | null]>([
  [{ kind: "refresh" }, "Refresh", "Refresh"],
  [{ kind: "answers" }, "Edit answers", "Edit answers"],
  [{ kind: "open", bucket: "reports-2025" }, "Open “reports-2025”", null],
  [{ kind: "fetch", bucket: "b", key: "k" }, "Restore from archive…", null],
  [{ kind: "empty", bucket: "b" }, "Count contents", null],
  [{ kind: "look", bucket: "b", setting: "cors" }, "Open bucket settings", null],
  [{ kind: "change", field: "region", value: "eu-west-3" }, "Use eu-west-3", null],
  [{ kind: "change", field: "secret_key", value: null }, "Edit keys", null],
  // Its button copies a text and is drawn by itself.
  [{ kind: "ask", text: ["May I?"] }, null, null],
])("%o is the button “%s”, and without a connection “%s”", (remedy, known, unknown) => {
  expect(remedyLabel(fault(remedy), "acme")).toBe(known);
  expect(remedyLabel(fault(remedy), null)).toBe(unknown);
});
