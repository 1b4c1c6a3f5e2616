/** Values and types of a Parquet file as texts. */
import type { SchemaTree } from "hyparquet/src/types.js";

/** Characters of a cell at most; the file has the rest. */
const longest = 500;
const bytesShown = 32;

export interface Column {
  name: string;
  /** As the format spells it: `int64`, `timestamp(us)`, `list`. */
  type: string;
  /** Orders by number. */
  numeric: boolean;
}

export function columnOf(node: SchemaTree): Column {
  const type = typeOf(node);
  return { name: node.element.name, type, numeric: /^(u?int|float|double|decimal)/.test(type) };
}

function typeOf({ element, children }: SchemaTree): string {
  const logical = element.logical_type;
  if (children.length > 0) {
    if (logical?.type === "LIST" || element.converted_type === "LIST") return "list";
    if (logical?.type === "MAP" || element.converted_type === "MAP") return "map";
    return logical?.type === "VARIANT" ? "variant" : "struct";
  }
  if (logical?.type === "DECIMAL") return `decimal(${logical.precision},${logical.scale})`;
  if (logical?.type === "TIMESTAMP" || logical?.type === "TIME")
    return `${logical.type.toLowerCase()}(${units[logical.unit]})`;
  if (logical?.type === "INTEGER") return `${logical.isSigned ? "" : "u"}int${logical.bitWidth}`;
  if (logical) return logical.type.toLowerCase();
  const converted = element.converted_type;
  if (converted === "UTF8") return "string";
  if (converted === "DECIMAL") return `decimal(${element.precision ?? "?"},${element.scale ?? 0})`;
  return (converted ?? element.type ?? "?").toLowerCase();
}

const units = { MILLIS: "ms", MICROS: "us", NANOS: "ns" };

/** A cell's text; null where there is no value. */
export function cellOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return cut(value);
  if (value instanceof Date) return dateOf(value);
  if (value instanceof Uint8Array) return bytesOf(value);
  if (typeof value === "object") return cut(JSON.stringify(value, plain) ?? "");
  return String(value);
}

function dateOf(value: Date): string {
  if (Number.isNaN(value.getTime())) return "?";
  // A day has no time; a time without its seconds' fraction is shorter to read.
  return value.toISOString().replace("T00:00:00.000Z", "").replace(".000Z", "Z").replace("T", " ");
}

/** Older programs write texts as bytes of no kind: what reads as text is shown as one. */
function bytesOf(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, longest + 1), {
      stream: true,
    });
    // eslint-disable-next-line no-control-regex
    if (!/[\u0000-\u0008\u000e-\u001f]/.test(text)) return cut(text);
  } catch {
    // It is no text.
  }
  return hexOf(bytes);
}

function hexOf(bytes: Uint8Array): string {
  const shown = Array.from(bytes.subarray(0, bytesShown), (byte) => byte.toString(16).padStart(2, "0")).join(
    " ",
  );
  return bytes.length > bytesShown ? `${shown} …` : shown;
}

function plain(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return value instanceof Uint8Array ? bytesOf(value) : value;
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
