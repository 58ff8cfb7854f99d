import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode, type UIEvent } from "react";
import arrowDown from "lucide/arrow-down.svg";
import arrowUp from "lucide/arrow-up.svg";
import columnsIcon from "lucide/columns-3.svg";
import { Icon } from "./Icon";
import { Menu } from "./Menu";
import { toggledAll, toggledOne, type Selection } from "./selection";

export interface Column<Row> {
    id: string;
    title: string;
    /** The title is only read aloud: the cells speak for themselves. */
    untitled?: boolean;
    cell: (row: Row) => ReactNode;
    /** Figures stand at the end, in tabular digits. */
    align?: "start" | "end";
    sortable?: boolean;
    /** May be hidden by the reader. */
    optional?: boolean;
    /** Hidden until the reader asks for it. */
    hidden?: boolean;
    /** Gives its room away first on a narrow screen. */
    minor?: boolean;
    /** What stands under this column in the foot. */
    foot?: ReactNode;
}

export interface Sorting {
    by: string;
    descending: boolean;
}

interface TableProps<Row> {
    /** The table's name, read aloud. */
    label: string;
    columns: Column<Row>[];
    rows: readonly Row[];
    rowKey: (row: Row) => string | number;
    sorting?: Sorting;
    onSort?: (sorting: Sorting) => void;
    /** Enter or a click on a row's free space. */
    onOpen?: (row: Row) => void;
    chosen?: string | number | undefined;
    /** Remembers hidden columns under this name. */
    remember?: string;
    footLabel?: ReactNode;
    testId?: string;
    /** Marks rows that have just arrived or changed. */
    rowClass?: (row: Row) => string | undefined;
    /** Rows can be chosen, by a box at their beginning or the space bar. */
    selection?: Selection<Row> | undefined;
}

const rowHeight = 40;
const virtualFrom = 200;
const spare = 12;

export function Table<Row>(props: TableProps<Row>) {
    const { label, rows, rowKey, sorting, onSort, onOpen, chosen, remember, footLabel, testId, rowClass, selection } = props;
    const [hidden, toggle] = useHiddenColumns(props.columns, remember);
    const columns = props.columns.filter((column) => !hidden.has(column.id));
    const selectable = selection ? rows.filter(selection.allows) : [];
    const optional = props.columns.filter((column) => column.optional);
    const body = useRef<HTMLTableSectionElement>(null);
    const { from, to, onScroll } = useWindow(rows.length);
    const visible = rows.slice(from, to);
    const foot = columns.some((column) => column.foot !== undefined);

    const move = (event: KeyboardEvent<HTMLTableSectionElement>) => {
        const row = event.target;
        if (!(row instanceof HTMLTableRowElement)) return;
        const step = {
            ArrowDown: row.nextElementSibling,
            ArrowUp: row.previousElementSibling,
            Home: row.parentElement?.firstElementChild,
            End: row.parentElement?.lastElementChild,
        }[event.key];
        if (step instanceof HTMLElement) {
            event.preventDefault();
            step.focus();
        } else if (event.key === "Enter") {
            const open = visible[Number(row.dataset.position) - from];
            if (open && onOpen) onOpen(open);
        } else if (event.key === " " && selection) {
            const one = visible[Number(row.dataset.position) - from];
            event.preventDefault();
            if (one && selection.allows(one)) selection.onChange(toggledOne(selection.chosen, rowKey(one)));
        }
    };

    return (
        <div className="table-frame">
            {optional.length > 0 && (
                <Menu
                    className="table-columns"
                    kind="quiet"
                    align="end"
                    arrow={false}
                    icon={columnsIcon}
                    label=""
                    name={`Columns of ${label}`}
                    items={optional.map((column) => ({
                        id: column.id,
                        label: column.title,
                        checked: !hidden.has(column.id),
                        keepsOpen: true,
                        onChoose: () => toggle(column.id),
                    }))}
                />
            )}
            <div
                className={`table-scroll ${rows.length > virtualFrom ? "table-virtual" : ""}`}
                onScroll={onScroll}
                // A part that scrolls must be reachable by keyboard; rows that open are, so it is needed only without them.
                {...(onOpen ? {} : { tabIndex: 0, role: "group", "aria-label": label })}
            >
                <table className="table" aria-label={label} data-testid={testId} aria-rowcount={rows.length + 1}>
                    <thead>
                        <tr>
                            {selection && (
                                <th scope="col" className="cell-select">
                                    <SelectBox
                                        label={`Choose all of ${label}`}
                                        on={selectable.length > 0 && selectable.every((row) => selection.chosen.has(rowKey(row)))}
                                        some={selectable.some((row) => selection.chosen.has(rowKey(row)))}
                                        disabled={selectable.length === 0}
                                        onChange={() => selection.onChange(toggledAll(selection.chosen, selectable.map(rowKey)))}
                                    />
                                </th>
                            )}
                            {columns.map((column) => (
                                <HeaderCell key={column.id} column={column} sorting={sorting} onSort={onSort} />
                            ))}
                        </tr>
                    </thead>
                    <tbody ref={body} onKeyDown={move}>
                        {from > 0 && <Spacer rows={from} columns={columns.length + (selection ? 1 : 0)} />}
                        {visible.map((row, position) => (
                            <tr
                                key={rowKey(row)}
                                data-key={rowKey(row)}
                                data-position={from + position}
                                aria-rowindex={from + position + 2}
                                className={`${onOpen ? "table-opens" : ""} ${chosen === rowKey(row) ? "table-chosen" : ""} ${rowClass?.(row) ?? ""}`}
                                tabIndex={onOpen ? (position === 0 ? 0 : -1) : undefined}
                                onClick={(event) => {
                                    if (onOpen && !(event.target as HTMLElement).closest("a,button,input,.cell-select")) onOpen(row);
                                }}
                            >
                                {selection && (
                                    <td className="cell-select">
                                        {selection.allows(row) && (
                                            <SelectBox
                                                label={`Choose ${selection.nameOf(row)}`}
                                                on={selection.chosen.has(rowKey(row))}
                                                onChange={() => selection.onChange(toggledOne(selection.chosen, rowKey(row)))}
                                            />
                                        )}
                                    </td>
                                )}
                                {columns.map((column) => (
                                    <td key={column.id} className={classOf(column)} data-column={column.id}>
                                        {column.cell(row)}
                                    </td>
                                ))}
                            </tr>
                        ))}
                        {to < rows.length && <Spacer rows={rows.length - to} columns={columns.length + (selection ? 1 : 0)} />}
                    </tbody>
                    {foot && (
                        <tfoot>
                            <tr>
                                {selection && <td className="cell-select" />}
                                {columns.map((column, position) => (
                                    <td key={column.id} className={classOf(column)} data-column={column.id}>
                                        {position === 0 ? (footLabel ?? column.foot) : column.foot}
                                    </td>
                                ))}
                            </tr>
                        </tfoot>
                    )}
                </table>
            </div>
        </div>
    );
}

interface SelectBoxProps {
    label: string;
    on: boolean;
    some?: boolean;
    disabled?: boolean;
    onChange: () => void;
}

function SelectBox({ label, on, some, disabled, onChange }: SelectBoxProps) {
    return (
        <label className="select-box">
            <input
                type="checkbox"
                aria-label={label}
                checked={on}
                disabled={disabled}
                ref={(box) => {
                    if (box) box.indeterminate = !on && some === true;
                }}
                onChange={onChange}
            />
        </label>
    );
}

function classOf<Row>(column: Column<Row>): string {
    return `${column.align === "end" ? "cell-end" : ""} ${column.minor ? "cell-minor" : ""}`;
}

function Spacer({ rows, columns }: { rows: number; columns: number }) {
    return (
        <tr aria-hidden="true">
            <td colSpan={columns} className="table-spacer" style={{ height: rows * rowHeight }} />
        </tr>
    );
}

function HeaderCell<Row>({
    column,
    sorting,
    onSort,
}: {
    column: Column<Row>;
    sorting: Sorting | undefined;
    onSort: ((sorting: Sorting) => void) | undefined;
}) {
    const sorted = sorting?.by === column.id;
    const direction = sorted ? (sorting.descending ? "descending" : "ascending") : undefined;
    return (
        <th scope="col" className={classOf(column)} aria-sort={direction} data-column={column.id}>
            {column.sortable && onSort ? (
                <button
                    type="button"
                    className="table-sort"
                    // Figures are asked for largest first, names from A.
                    onClick={() => onSort({ by: column.id, descending: sorted ? !sorting.descending : column.align === "end" })}
                >
                    {column.title}
                    <span className="table-sort-mark" data-on={sorted || undefined}>
                        <Icon svg={sorted && !sorting.descending ? arrowUp : arrowDown} size={12} />
                    </span>
                </button>
            ) : (
                <span className={column.untitled ? "hidden-text" : undefined}>{column.title}</span>
            )}
        </th>
    );
}

function useHiddenColumns<Row>(columns: Column<Row>[], remember: string | undefined): [Set<string>, (id: string) => void] {
    const key = remember ? `columns.${remember}` : null;
    const asGiven = useMemo(() => columns.filter((column) => column.hidden).map((column) => column.id), []);
    const [hidden, setHidden] = useState(() => {
        const kept = key === null ? null : localStorage.getItem(key);
        return new Set<string>(kept === null ? asGiven : kept.split(",").filter(Boolean));
    });
    const toggle = (id: string) => {
        const next = new Set(hidden);
        if (!next.delete(id)) next.add(id);
        setHidden(next);
        if (key !== null) localStorage.setItem(key, [...next].join(","));
    };
    return [hidden, toggle];
}

/** Which rows are drawn: all of a short list, those in sight (and a few more) of a long one. */
function useWindow(total: number) {
    const [top, setTop] = useState(0);
    const [height, setHeight] = useState(800);
    useEffect(() => setTop(0), [total > virtualFrom]);
    if (total <= virtualFrom) return { from: 0, to: total, onScroll: undefined };
    const from = Math.max(0, Math.floor(top / rowHeight) - spare);
    const to = Math.min(total, Math.ceil((top + height) / rowHeight) + spare);
    const onScroll = (event: UIEvent<HTMLDivElement>) => {
        setTop(event.currentTarget.scrollTop);
        setHeight(event.currentTarget.clientHeight);
    };
    return { from, to, onScroll };
}
