/** In which language the window speaks: the computer's, or one of the folders of the catalogue. */
import Languages from "@lucide/svelte/icons/languages";
import type { Places } from "./features/browse/places.svelte";
import { act, type Action } from "./lib/actions";
import { languages, say, shown } from "./lib/words";

/** The one that is chosen is not offered again. */
export function languageActions(places: Places): Action[] {
  const choice = (id: string, label: string, name: string) =>
    act(id, label, () => places.setLanguage(name), {
      also: "page-language-also",
      icon: Languages,
      can: () => shown.chosen !== name,
    });
  return [
    choice("language-of-system", say("page-system-language-action"), ""),
    ...languages().map(({ name, called }) =>
      choice(`language-${name}`, say("page-language-action", { language: called }), name),
    ),
  ];
}
