/** What the system's dialogs answer in the fake world, until a test says otherwise. */
import type { ChooseKind } from "../contract";

/** Names and sizes for each kind of dialog; null is one that was closed. */
export function chosenAtFirst(): Record<ChooseKind, Record<string, number> | null> {
  return {
    files: { "harbour-0415.jpg": 6_100_000, "cover-final.png": 1_900_000, "unreadable.txt": 900 },
    folder: Object.fromEntries(Array.from({ length: 128 }, (_, n) => [`walk/photo-${n + 1}.jpg`, 4_200_000])),
    destination: {},
    mount: {},
    sync_folder: { walk: 0 },
    login: { "rclone.conf": 400 },
    certificate: { "in-house.pem": 1200 },
    compare_file: { "report.txt": 2_000 },
    compare_folder: { "photos/a.jpg": 4_200_000 },
    checksums: { SHA256SUMS: 400 },
  };
}
