/** The columns of the files, and what a person may choose about how they are shown. */
import Columns from "@lucide/svelte/icons/columns-3";
import LayoutGrid from "@lucide/svelte/icons/layout-grid";
import List from "@lucide/svelte/icons/list";
import type { Action } from "../../lib/actions";
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

const can = () => true;

/** Which columns there are, each with the word for what a press does. */
export function columnActions(places: Places): Action[] {
  const { look } = places;
  const choose = fileColumns.slice(1).map((column): Action => {
    const shown = isShown(column, look.columns);
    const label = `${shown ? "Hide" : "Show"} ${column.label.toLowerCase()}`;
    const columns = changed(fileColumns, look.columns, column.id, { shown: !shown });
    return {
      id: `column-${column.id}`,
      label,
      keys: [],
      can,
      run: () => places.keepLook({ ...look, columns }),
    };
  });
  const usual: Action = {
    id: "columns-usual",
    label: "Usual columns",
    keys: [],
    icon: Columns,
    can: () => look.columns.length > 0,
    run: () => places.keepLook({ ...look, columns: [] }),
  };
  return [...choose, usual];
}

/** The menu of how files are shown: table or tiles, the order, and the columns. */
export function viewActions(places: Places, browse: Browse): Action[][] {
  const { look } = places;
  const show = (tiles: boolean) => () => {
    places.keepLook({ ...look, tiles });
    browse.cursor.reveals += 1;
  };
  const turn: Action = look.tiles
    ? { id: "as-table", label: "Show as a table", keys: [], icon: List, can, run: show(false) }
    : { id: "as-tiles", label: "Show as tiles", keys: [], icon: LayoutGrid, can, run: show(true) };
  const order = fileColumns
    .filter((column) => !column.unsorted)
    .map((column): Action => {
      const label = `Order by ${column.id === "modified" ? "time" : column.label.toLowerCase()}`;
      const run = () => browse.sortBy(column.id as SortBy);
      return { id: `order-${column.id}`, label, keys: [], can, run };
    });
  return [[turn], order, look.tiles ? [] : columnActions(places)];
}
