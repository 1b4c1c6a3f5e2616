/** The columns of the files, and what a person may choose about how they are shown. */
import Columns from "@lucide/svelte/icons/columns-3";
import LayoutGrid from "@lucide/svelte/icons/layout-grid";
import List from "@lucide/svelte/icons/list";
import { act, type Action } from "../../lib/actions";
import { changed, isShown } from "../../lib/kit/grid/columns";
import type { Column } from "../../lib/kit/grid/grid";
import { say } from "../../lib/words";
import type { Places } from "./places.svelte";
import { timeActions } from "../time/actions";
import type { Browse } from "./state.svelte";
import { zoomActions } from "./zoom";

/** Those that can be left out, in their order. */
const others = ["size", "modified", "type", "class"] as const;

/**
 * The storage class is shown by itself only where there is more than one; `compared`: files of a
 * moment have what became of them since.
 */
export function fileColumns(mixed = false, compared = false): Column[] {
  const since = { id: "since", label: say("time-since-column"), width: 136, least: 88, unsorted: true };
  return [
    { id: "name", label: say("browse-column-name"), width: 0, least: 0 },
    ...(compared ? [since] : []),
    { id: "size", label: say("browse-column-size"), width: 96, least: 64, end: true },
    { id: "modified", label: say("browse-column-modified"), width: 152, least: 88 },
    { id: "type", label: say("browse-column-type"), width: 144, least: 72 },
    { id: "class", label: say("browse-column-class"), width: 144, least: 72, optional: !mixed },
  ];
}

/** Which columns there are, those ticked that are shown. */
export function columnActions(places: Places, columns = fileColumns()): Action[] {
  const { look } = places;
  const choose = others.map((column): Action => {
    const on = () => columns.some((each) => each.id === column && isShown(each, places.look.columns));
    const turn = () => {
      const { look } = places;
      places.keepLook({ ...look, columns: changed(columns, look.columns, column, { shown: !on() }) });
    };
    return act(`column-${column}`, say("browse-show-column-action", { column }), turn, {
      checked: on,
    });
  });
  const reset = () => places.keepLook({ ...look, columns: [] });
  const usual = act("columns-usual", say("browse-reset-columns-action"), reset, {
    icon: Columns,
    can: () => look.columns.length > 0,
  });
  return [...choose, usual];
}

/** One of several that exclude each other. */
function choice(
  id: string,
  label: string,
  on: () => boolean,
  run: () => void,
  icon?: Action["icon"],
): Action {
  return act(id, label, () => on() || run(), { checked: on, radio: true, ...(icon && { icon }) });
}

function orderActions(browse: Browse): Action[] {
  const orders = (["name", ...others] as const).map((column) =>
    choice(
      `order-${column}`,
      say("browse-sort-action", { column }),
      () => browse.sort.by === column,
      () => browse.sortBy(column),
    ),
  );
  const back = act("order-back", say("browse-sort-back-action"), () => browse.sortBy(browse.sort.by), {
    checked: () => browse.sort.descending,
  });
  return [...orders, back];
}

/**
 * Whether pictures are shown as what is in them: in tiles they are, in the table where that is
 * chosen.
 */
function thumbnailActions(places: Places, browse: Browse): Action[] {
  const { look } = places;
  const on = () => (look.tiles ? !look.plain : look.thumbs) && !browse.pays;
  const turn = () =>
    places.keepLook(look.tiles ? { ...look, plain: !look.plain } : { ...look, thumbs: !look.thumbs });
  const why = () => (browse.pays ? say("browse-thumbnails-paid") : null);
  const can = () => !browse.pays;
  return [act("thumbnails", say("browse-thumbnails-action"), turn, { checked: on, can, why })];
}

/**
 * The menu of how files are shown: table or tiles, the order, the columns, the bar and the size of
 * all of it.
 */
export function viewActions(places: Places, browse: Browse): Action[][] {
  const tiles = () => places.look.tiles;
  const show = (tiles: boolean) => () => {
    places.keepLook({ ...places.look, tiles });
    browse.cursor.reveals += 1;
  };
  const words = (words: boolean) => () => places.keepLook({ ...places.look, words });
  const mixed = browse.listing?.tick?.mixed ?? false;
  const { showDeleted, earlier } = timeActions(browse);
  return [
    [
      choice("as-table", say("browse-as-table-action"), () => !tiles(), show(false), List),
      choice("as-tiles", say("browse-as-tiles-action"), tiles, show(true), LayoutGrid),
    ],
    orderActions(browse),
    thumbnailActions(places, browse),
    ...(tiles() ? [] : [columnActions(places, fileColumns(mixed))]),
    [
      choice("bar-icons", say("browse-bar-icons-action"), () => !places.look.words, words(false)),
      choice("bar-words", say("browse-bar-words-action"), () => places.look.words, words(true)),
    ],
    [showDeleted, earlier],
    zoomActions(places),
  ];
}
