/** The picture for a kind of file. */
import File from "@lucide/svelte/icons/file";
import FileArchive from "@lucide/svelte/icons/file-archive";
import FileSpreadsheet from "@lucide/svelte/icons/file-spreadsheet";
import FileText from "@lucide/svelte/icons/file-text";
import Folder from "@lucide/svelte/icons/folder";
import Image from "@lucide/svelte/icons/image";
import type { FileType, Row } from "../../lib/backend/contract";

const kinds: [typeof File, FileType[]][] = [
  [Folder, ["folder"]],
  [Image, ["jpeg_image", "png_image", "gif_image", "webp_image", "svg_drawing", "tiff_image"]],
  [Image, ["heic_photo", "avif_image", "bitmap_image", "raw_photo"]],
  [FileSpreadsheet, ["spreadsheet", "csv_table", "tsv_table", "parquet_table", "data_table"]],
  [FileArchive, ["zip_archive", "archive"]],
  [FileText, ["text", "markdown", "log", "pdf_document", "text_document", "design_document"]],
];
const pictures = new Map(kinds.flatMap(([picture, types]) => types.map((type) => [type, picture])));

export function iconOf(row: Pick<Row, "file_type">): typeof File {
  return pictures.get(row.file_type) ?? File;
}
