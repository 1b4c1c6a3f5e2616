import { expect, it } from "vitest";
import { tabNames } from "./tabnames";

const at = (bucket: string, prefix = "", connection = "acme") => ({ connection, bucket, prefix });
const names = (...places: ReturnType<typeof at>[]) =>
  tabNames(places, (id) => id.toUpperCase()).map(
    (tab) => tab && (tab.of ? `${tab.name} – ${tab.of}` : tab.name),
  );

it("tabs are called by their folder alone where that tells them apart", () => {
  expect(names(at("photos", "inbox/"), at("photos"), at(""))).toEqual(["inbox", "photos", "ACME"]);
});

it("two of one name are told apart by what holds them", () => {
  expect(names(at("photos", "inbox/"), at("papers", "inbox/"))).toEqual(["inbox – photos", "inbox – papers"]);
  expect(names(at("b", "2025/inbox/"), at("b", "2026/inbox/"))).toEqual(["inbox – 2025", "inbox – 2026"]);
  expect(names(at("b", "2025/in/x/"), at("b", "2026/in/x/"))).toEqual(["x – 2025", "x – 2026"]);
  expect(names(at("photos"), at("photos", "", "other"))).toEqual(["photos – ACME", "photos – OTHER"]);
  expect(names(at("b", "inbox/"), at("b", "old/inbox/"))).toEqual(["inbox – b", "inbox – old"]);
});

it("two tabs of the same place have nothing that tells them apart, and a new one has no name", () => {
  expect(names(at("b", "inbox/"), at("b", "inbox/"))).toEqual(["inbox", "inbox"]);
  expect(tabNames([null, at("b")], (id) => id)).toEqual([null, { name: "b", of: "" }]);
});
