import { expect, it } from "vitest";
import { properName } from "./naming";

it.each([
  ["127.0.0.1", "http://127.0.0.1:9000", "MinIO", "MinIO at 127.0.0.1:9000"],
  ["127.0.0.1", "http://127.0.0.1:9000", "", "Storage at 127.0.0.1:9000"],
  ["127.0.0.1:9000", "127.0.0.1:9000", "Ceph", "Ceph at 127.0.0.1:9000"],
  ["localhost", "http://localhost:3900", "Garage", "Garage at localhost:3900"],
  ["[::1]", "http://[::1]:9000", "", "Storage at [::1]:9000"],
  ["nas", "http://nas", "", "Storage at nas"],
  ["192.168.1.20", "https://192.168.1.20", "", "Storage at 192.168.1.20"],
  ["s3.example.org", "https://s3.example.org", "Ceph", "s3.example.org"],
  ["acme-datasets", "http://127.0.0.1:9000", "MinIO", "acme-datasets"],
  ["Amazon S3", "", "Amazon S3", "Amazon S3"],
])("%s of %s is called properly", (suggested, endpoint, provider, name) =>
  expect(properName(suggested, endpoint, provider)).toBe(name),
);
