/**
 * Every word on the page comes through here: messages of the catalogue, and amounts in the language
 * that is shown.
 */
export * from "./amounts";
export { explained } from "./explain";
export type { Told } from "./explain";
export { letter, meaning, pieces, said, say } from "./say";
export type { ArgsOf, MessageId, Messages, Piece, TermId } from "./say";
export { english, Language, languageFor, languages, shown } from "./language.svelte";
