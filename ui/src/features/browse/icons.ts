/** The picture for a kind of file, by the words of its type. */
import File from "@lucide/svelte/icons/file";
import FileArchive from "@lucide/svelte/icons/file-archive";
import FileSpreadsheet from "@lucide/svelte/icons/file-spreadsheet";
import FileText from "@lucide/svelte/icons/file-text";
import Folder from "@lucide/svelte/icons/folder";
import Image from "@lucide/svelte/icons/image";
import type { Row } from "../../lib/backend/contract";

const known = new Map<string, typeof File>();

export function iconOf(row: Pick<Row, "kind" | "type_name">): typeof File {
  if (row.kind === "folder") return Folder;
  const icon = known.get(row.type_name) ?? iconFor(row.type_name);
  known.set(row.type_name, icon);
  return icon;
}

function iconFor(type: string): typeof File {
  if (/image|photo|picture/i.test(type)) return Image;
  if (/table|sheet|csv|parquet/i.test(type)) return FileSpreadsheet;
  if (/compressed|archive|zip/i.test(type)) return FileArchive;
  if (/text|markdown|pdf|document/i.test(type)) return FileText;
  return File;
}
