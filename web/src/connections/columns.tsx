import check from "lucide/shield-check.svg";
import pencil from "lucide/pencil.svg";
import trash from "lucide/trash-2.svg";
import type { Connection, ConnectionType } from "../api";
import { IconButton, Time, type Column } from "../ui";
import { verify } from "./verify";

export type Asking = { what: "add" } | { what: "change" | "delete"; one: Connection };

export function columnsFor(types: ConnectionType[], changes: boolean, ask: (asking: Asking) => void): Column<Connection>[] {
    return [
        {
            id: "name",
            title: "Name",
            cell: (one) => (
                <span className="row">
                    <strong className="connection-name">{one.name}</strong>
                    {!one.readable && <span className="chip chip-bad">enter it again</span>}
                </span>
            ),
        },
        { id: "kind", title: "Kind", cell: (one) => types.find((type) => type.type === one.type)?.label ?? one.type },
        { id: "goes", title: "Goes to", minor: true, cell: (one) => <span className="ellipsis connection-goes">{placeOf(one)}</span> },
        { id: "changed", title: "Changed", align: "end", minor: true, cell: (one) => <Time at={one.changed ?? one.created} /> },
        {
            id: "actions",
            title: "Verify, change or delete",
            untitled: true,
            align: "end",
            cell: (one) =>
                changes && (
                    <span className="row row-end">
                        <IconButton small icon={check} label={`Verify ${one.name}`} onClick={() => void verify(one)} />
                        <IconButton small icon={pencil} label={`Change ${one.name}`} onClick={() => ask({ what: "change", one })} />
                        <IconButton small icon={trash} label={`Delete ${one.name}`} onClick={() => ask({ what: "delete", one })} />
                    </span>
                ),
        },
    ];
}

/** Who and where, of what may be shown. */
function placeOf(one: Connection): string {
    const text = (name: string) => (one.fields[name] === undefined || one.fields[name] === null ? "" : String(one.fields[name]));
    const host = text("host") || text("tokenUrl");
    const user = text("user") || text("clientId") || text("name");
    return [user, host].filter(Boolean).join(" at ") || "–";
}
