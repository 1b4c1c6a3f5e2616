/** Every word on the page comes through here: messages of the catalogue, and amounts in the language that is shown. */
export * from "./amounts";
export { pieces, say } from "./say";
export type { ArgsOf, MessageId, Messages, Piece } from "./say";
export { english, Language, languageFor, shown } from "./language.svelte";
