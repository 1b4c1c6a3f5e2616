/** Which viewer shows which kind of file. Each is loaded when it is first needed. */
import type { Component } from "svelte";
import { faultOf } from "../../lib/backend/backend";
import type { Fault } from "../../lib/backend/contract";
import type { LookKind, Source, ViewerProps } from "./source";

/** What every viewer may be given; each takes what it has a use for. */
export interface Given extends ViewerProps {
  /** Where the window reads the file by itself: plays it, or draws it. */
  address: string;
  /** An entry of an archive, or an attachment, is to be looked at. */
  onlook: (entry: Source) => void;
  /** Such an entry, which is whole, is to be saved; missing where that cannot be done. */
  onsave?: ((name: string, bytes: Uint8Array<ArrayBuffer>) => void) | undefined;
}

type Load = () => Promise<{ default: Component<Given> }>;

const image: Load = () => import("./viewers/Image.svelte");
const media: Load = () => import("./viewers/Media.svelte");
const archive: Load = () => import("./viewers/Archive.svelte");

const viewers: Record<LookKind, Load> = {
  image,
  photo: image,
  text: () => import("./viewers/Text.svelte"),
  markdown: () => import("./viewers/Markdown.svelte"),
  table: () => import("./viewers/Table.svelte"),
  parquet: () => import("./viewers/Parquet.svelte"),
  sheet: () => import("./viewers/Sheets.svelte"),
  pdf: () => import("./viewers/Pdf.svelte"),
  audio: media,
  video: media,
  zip: archive,
  tar: archive,
  mail: () => import("./viewers/Mail.svelte"),
  document: () => import("./viewers/Document.svelte"),
  font: () => import("./viewers/Font.svelte"),
  bytes: () => import("./viewers/Bytes.svelte"),
};

/** Why a viewer could not be loaded. */
export function unloaded(caught: unknown): Fault {
  return faultOf(caught, "viewer");
}

export async function viewerOf(kind: LookKind): Promise<Component<Given>> {
  return (await viewers[kind]()).default;
}
