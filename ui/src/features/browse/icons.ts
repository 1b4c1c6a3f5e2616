/** The picture for a kind of file, by the words of its type. */
import File from "@lucide/svelte/icons/file";
import FileArchive from "@lucide/svelte/icons/file-archive";
import FileSpreadsheet from "@lucide/svelte/icons/file-spreadsheet";
import FileText from "@lucide/svelte/icons/file-text";
import Folder from "@lucide/svelte/icons/folder";
import Image from "@lucide/svelte/icons/image";
import type { Row } from "../../lib/backend/contract";

export function iconOf(row: Pick<Row, "kind" | "type_name">): typeof File {
  if (row.kind === "folder") return Folder;
  if (/image|photo|picture/i.test(row.type_name)) return Image;
  if (/table|sheet|csv|parquet/i.test(row.type_name)) return FileSpreadsheet;
  if (/compressed|archive|zip/i.test(row.type_name)) return FileArchive;
  if (/text|markdown|pdf|document/i.test(row.type_name)) return FileText;
  return File;
}
