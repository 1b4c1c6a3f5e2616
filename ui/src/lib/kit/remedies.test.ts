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
  [{ kind: "answers" }, "Change the answers", "Change the answers"],
  [{ kind: "open", bucket: "reports-2025" }, "Open “reports-2025”", null],
  [{ kind: "fetch", bucket: "b", key: "k" }, "Fetch it from the archive…", null],
  [{ kind: "empty", bucket: "b" }, "Count what is inside", null],
  [{ kind: "look", bucket: "b", setting: "cors" }, "Open the bucket’s settings", null],
  [{ kind: "change", field: "region", value: "eu-west-3" }, "Use eu-west-3", null],
  [{ kind: "change", field: "secret_key", value: null }, "Give new keys", null],
  // Its button copies a text and is drawn by itself.
  [{ kind: "ask", text: "May I?" }, null, null],
])("%o is the button “%s”, and without a connection “%s”", (remedy, known, unknown) => {
  expect(remedyLabel(fault(remedy), "acme")).toBe(known);
  expect(remedyLabel(fault(remedy), null)).toBe(unknown);
});
