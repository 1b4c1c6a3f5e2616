/** The columns of the files, and what a person may choose about how they are shown. */
import Columns from "@lucide/svelte/icons/columns-3";
import LayoutGrid from "@lucide/svelte/icons/layout-grid";
import List from "@lucide/svelte/icons/list";
import { act, type Action } from "../../lib/actions";
import { changed, isShown } from "../../lib/kit/grid/columns";
import type { Column } from "../../lib/kit/grid/grid";
import { say } from "../../lib/words";
import type { Places } from "./places.svelte";
import type { Browse } from "./state.svelte";

/** Those that can be left out, in their order. */
const others = ["size", "modified", "type", "class"] as const;

export function fileColumns(): Column[] {
  return [
    { id: "name", label: say("browse-column-name"), width: 0, least: 0 },
    { id: "size", label: say("browse-column-size"), width: 96, least: 64, end: true },
    { id: "modified", label: say("browse-column-modified"), width: 152, least: 88 },
    { id: "type", label: say("browse-column-type"), width: 144, least: 72 },
    { id: "class", label: say("browse-column-class"), width: 144, least: 72 },
  ];
}

/** Which columns there are, each with the word for what a press does. */
export function columnActions(places: Places): Action[] {
  const { look } = places;
  const all = fileColumns();
  const choose = others.map((column): Action => {
    const shown = all.some((each) => each.id === column && isShown(each, look.columns));
    const label = say(shown ? "browse-hide-column-action" : "browse-show-column-action", { column });
    const columns = changed(all, look.columns, column, { shown: !shown });
    return act(`column-${column}`, label, () => places.keepLook({ ...look, columns }));
  });
  const reset = () => places.keepLook({ ...look, columns: [] });
  const usual = act("columns-usual", say("browse-reset-columns-action"), reset, {
    icon: Columns,
    can: () => look.columns.length > 0,
  });
  return [...choose, usual];
}

/** The menu of how files are shown: table or tiles, the order, and the columns. */
export function viewActions(places: Places, browse: Browse): Action[][] {
  const { look } = places;
  const show = (tiles: boolean) => () => {
    places.keepLook({ ...look, tiles });
    browse.cursor.reveals += 1;
  };
  const turn = look.tiles
    ? act("as-table", say("browse-as-table-action"), show(false), { icon: List })
    : act("as-tiles", say("browse-as-tiles-action"), show(true), { icon: LayoutGrid });
  const order = (["name", ...others] as const).map((column): Action =>
    act(`order-${column}`, say("browse-sort-action", { column }), () => browse.sortBy(column)),
  );
  return [[turn], order, look.tiles ? [] : columnActions(places)];
}
