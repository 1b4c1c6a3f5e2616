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

type Load = () => Promise<{ default: Component<Given> }>;

const bytes: Load = () => import("./viewers/Bytes.svelte");
const text: Load = () => import("./viewers/Text.svelte");

const viewers: Record<LookKind, Load> = {
  image: bytes,
  photo: bytes,
  text,
  markdown: () => import("./viewers/Markdown.svelte"),
  table: text,
  parquet: bytes,
  sheet: bytes,
  pdf: () => import("./viewers/Pdf.svelte"),
  audio: bytes,
  video: bytes,
  zip: bytes,
  tar: bytes,
  mail: text,
  document: bytes,
  font: bytes,
  bytes,
};

export async function viewerOf(kind: LookKind): Promise<Component<Given>> {
  return (await viewers[kind]()).default;
}
