/** What a file or folder can be called. Pure. */

/** The longest key that S3 keeps, bytes. */
const longest = 1024;

export type Wrong = "empty" | "slash" | "dots" | "control" | "long";

/** As Rust checks it. */
export function wrongName(prefix: string, name: string): Wrong | null {
  if (name === "") return "empty";
  if (name.includes("/")) return "slash";
  if (name === "." || name === "..") return "dots";
  if (/\p{Cc}/u.test(name)) return "control";
  return new TextEncoder().encode(`${prefix}${name}/`).length > longest ? "long" : null;
}

/** Where the ending of a file's name begins. A folder has none. */
export function stemOf(name: string, folder: boolean): number {
  if (folder) return name.length;
  const ending = /(?:\.tar)?\.[^.]+$/i.exec(name)?.index ?? 0;
  return ending > 0 ? ending : name.length;
}
