/** Terms of the glossary within a text, so that each can explain itself where it is read. */
import { harmless, say, type TermId } from "./say";

/** A piece of a text: words, or a term as it stands there. */
export type Told = { text: string } | { term: TermId; word: string };

/**
 * Terms that few people know before they use a cloud, and that mean one thing wherever they stand.
 * Words of every day (role, region, versioning) explain themselves where a screen asks for them,
 * and are not marked in each sentence.
 */
const known = [
  "acl",
  "arn",
  "bucket-policy",
  "cors-rule",
  "delete-marker",
  "encryption-key",
  "external-id",
  "legal-hold",
  "object-lock",
  "ownership",
  "permissions-boundary",
  "presigned-link",
  "requester-pays",
  "trust-policy",
] as const satisfies readonly TermId[];

/** The text with each of these terms apart, where it stands first; also in the plural. */
export function explained(text: string, but: TermId | null = null): Told[] {
  const found = known
    .filter((term) => term !== but)
    .flatMap((term) => {
      const at = first(text, say(`glossary-${term}`));
      return at ? [{ term, ...at }] : [];
    })
    // What begins first; of two that begin together, the longer.
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const told: Told[] = [];
  let done = 0;
  for (const { term, start, end } of found) {
    if (start < done) continue;
    if (start > done) told.push({ text: text.slice(done, start) });
    told.push({ term, word: text.slice(start, end) });
    done = end;
  }
  if (done < text.length) told.push({ text: text.slice(done) });
  return told;
}

/**
 * Where the word stands by itself, not inside quotation marks: there it is the name of something.
 */
function first(text: string, word: string): { start: number; end: number } | null {
  const plain = harmless(word).replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const match = new RegExp(`(?<![\\p{L}\\p{N}“:/_-])${plain}s?(?![\\p{L}\\p{N}”:/_-])`, "iu").exec(text);
  return match && { start: match.index, end: match.index + match[0].length };
}
