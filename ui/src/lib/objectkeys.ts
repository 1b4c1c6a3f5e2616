/** Keys, as a person reads them. */

const last = /[^/]*\/*$/;

/** The last part of a key, with the slashes that it ends with. */
export function lastOf(key: string): string {
  return last.exec(key)?.[0] ?? key;
}

/** What is before it: the prefix of the folder that it lies in. */
export function folderOf(key: string): string {
  return key.replace(last, "");
}
