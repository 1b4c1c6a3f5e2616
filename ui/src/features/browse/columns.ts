/** The columns of the files, and what a person may choose about how they are shown. */
import Columns from "@lucide/svelte/icons/columns-3";
import LayoutGrid from "@lucide/svelte/icons/layout-grid";
import List from "@lucide/svelte/icons/list";
import { act, type Action } from "../../lib/actions";
import type { SortBy } from "../../lib/backend/contract";
import { changed, isShown } from "../../lib/kit/grid/columns";
import type { Column } from "../../lib/kit/grid/grid";
import type { Places } from "./places.svelte";
import type { Browse } from "./state.svelte";

export const fileColumns: Column[] = [
  { id: "name", label: "Name", width: 0, least: 0 },
  { id: "size", label: "Size", width: 96, least: 64, end: true },
  { id: "modified", label: "Modified", width: 152, least: 88 },
  { id: "type", label: "Type", width: 144, least: 72 },
  { id: "class", label: "Class", width: 144, least: 72 },
];

/** Which columns there are, each with the word for what a press does. */
export function columnActions(places: Places): Action[] {
  const { look } = places;
  const choose = fileColumns.slice(1).map((column): Action => {
    const shown = isShown(column, look.columns);
    const label = `${shown ? "Hide" : "Show"} ${column.label.toLowerCase()}`;
    const columns = changed(fileColumns, look.columns, column.id, { shown: !shown });
    return act(`column-${column.id}`, label, () => places.keepLook({ ...look, columns }));
  });
  const usual = act("columns-usual", "Usual columns", () => places.keepLook({ ...look, columns: [] }), {
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
    ? act("as-table", "Show as a table", show(false), { icon: List })
    : act("as-tiles", "Show as tiles", show(true), { icon: LayoutGrid });
  const order = fileColumns
    .filter((column) => !column.unsorted)
    .map((column): Action => {
      const label = `Order by ${column.id === "modified" ? "time" : column.label.toLowerCase()}`;
      return act(`order-${column.id}`, label, () => browse.sortBy(column.id as SortBy));
    });
  return [[turn], order, look.tiles ? [] : columnActions(places)];
}
