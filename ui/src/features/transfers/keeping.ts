/** The storage classes and ways of encryption that a person can choose, with their names. */
import type { MessageId } from "../../lib/words";

interface Choice {
  value: string;
  label: MessageId;
}

export const classes: Choice[] = [
  { value: "STANDARD", label: "transfers-class-standard" },
  { value: "INTELLIGENT_TIERING", label: "transfers-class-intelligent" },
  { value: "STANDARD_IA", label: "transfers-class-infrequent" },
  { value: "ONEZONE_IA", label: "transfers-class-one-zone" },
  { value: "GLACIER_IR", label: "transfers-class-instant" },
  { value: "GLACIER", label: "transfers-class-glacier" },
  { value: "DEEP_ARCHIVE", label: "transfers-class-deep" },
];

export const encryptions: Choice[] = [
  { value: "AES256", label: "transfers-encryption-s3" },
  { value: "aws:kms", label: "transfers-encryption-kms" },
];

/** Whether files of a class have to be restored before they can be read. */
export function isArchive(storageClass: string): boolean {
  return storageClass === "GLACIER" || storageClass === "DEEP_ARCHIVE";
}
