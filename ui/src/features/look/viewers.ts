/** Which viewer shows which kind of file. Each is loaded when it is first needed. */
import type { Component } from "svelte";
import type { LookKind, Source, ViewerProps } from "./source";

/** What every viewer may be given; each takes what it has a use for. */
export interface Given extends ViewerProps {
  /** Where the window reads the file by itself: plays it, or draws it. */
  address: string;
  /** An entry of an archive, or an attachment, is to be looked at. */
  onlook: (entry: Source) => void;
}

type Loaded = Promise<{ default: Component<Given> }>;

const made = import.meta.glob("./viewers/*.svelte");

const names: Record<LookKind, string> = {
  image: "Image",
  photo: "Image",
  text: "Text",
  markdown: "Markdown",
  table: "Table",
  parquet: "Parquet",
  sheet: "Sheets",
  pdf: "Pdf",
  audio: "Media",
  video: "Media",
  zip: "Archive",
  tar: "Archive",
  mail: "Mail",
  document: "Document",
  font: "Font",
  bytes: "Bytes",
};

export async function viewerOf(kind: LookKind): Promise<Component<Given>> {
  const load = made[`./viewers/${names[kind]}.svelte`] ?? made["./viewers/Bytes.svelte"];
  if (!load) throw new Error(`no viewer for ${kind}`);
  return (await (load() as Loaded)).default;
}
