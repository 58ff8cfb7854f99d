import type { LogEntry } from "../api";
import { bytes, count, credits, duration } from "../format";
import { originName } from "../run/status";
import { StatusMark } from "../run/StatusMark";
import { CreditAmount, LinkButton, Time, type Column } from "../ui";

/** A run as a row of the history. The names of runs have a column where there are any. */
export function runColumns(scenarioId: number, rows: readonly LogEntry[]): Column<LogEntry>[] {
    const named: Column<LogEntry> = { id: "name", title: "Name", optional: true, cell: (row) => <span className="run-name">{row.executionName}</span> };
    return [
        { id: "timestamp", title: "Date", cell: (row) => <Time at={row.timestamp} /> },
        ...(rows.some((row) => row.executionName) ? [named] : []),
        { id: "state", title: "Status", cell: (row) => <StatusMark state={row.state} /> },
        {
            id: "error",
            title: "Error",
            minor: true,
            optional: true,
            cell: (row) =>
                row.error && (
                    <span className="run-error ellipsis" title={`${row.error.type}: ${row.error.message}`}>
                        {row.error.message}
                    </span>
                ),
        },
        {
            id: "incomplete",
            title: "Incomplete",
            align: "end",
            minor: true,
            optional: true,
            hidden: true,
            cell: (row) => count(row.incomplete ?? 0),
        },
        { id: "origin", title: "Started by", minor: true, cell: (row) => originOf(row) },
        { id: "duration", title: "Duration", align: "end", minor: true, cell: (row) => duration(row.duration) },
        {
            id: "operations",
            title: "Operations",
            align: "end",
            minor: true,
            cell: (row) => count(row.operations),
            foot: count(sum(rows, "operations")),
        },
        {
            id: "centicredits",
            title: "Credits",
            align: "end",
            cell: (row) => <CreditAmount value={row.centicredits} />,
            foot: credits(sum(rows, "centicredits")),
        },
        {
            id: "transfer",
            title: "Data transfer",
            align: "end",
            minor: true,
            cell: (row) => bytes(row.transfer),
            foot: bytes(sum(rows, "transfer")),
        },
        {
            id: "details",
            title: "Details",
            untitled: true,
            align: "end",
            minor: true,
            cell: (row) => (
                <LinkButton small to={`/scenarios/${scenarioId}/history/${row.id}`}>
                    Details
                </LinkButton>
            ),
        },
    ];
}

function sum(rows: readonly LogEntry[], figure: "operations" | "centicredits" | "transfer"): number {
    return rows.reduce((total, row) => total + row[figure], 0);
}

function originOf(row: LogEntry): string {
    return [originName(row.origin), row.checkRun ? "check run" : "", row.late ? "late" : ""].filter(Boolean).join(", ");
}
