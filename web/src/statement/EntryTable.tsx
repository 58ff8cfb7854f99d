import receipt from "lucide/receipt-text.svg";
import type { LedgerEntry } from "../api";
import { counted, credits, creditsSigned } from "../format";
import { Link } from "../router";
import { Button, EmptyState, Table, Time, type Column } from "../ui";
import { useWords } from "../words";
import { kindNames } from "./filter";
import { lotNames } from "./lots";

/** One row per entry, newest first, each with the balance after it. */
export function EntryTable({ entries, filtered, onClear }: { entries: LedgerEntry[]; filtered: boolean; onClear: () => void }) {
    if (entries.length === 0) return <Nothing filtered={filtered} onClear={onClear} />;
    const columns: Column<LedgerEntry>[] = [
        { id: "at", title: "When", cell: (entry) => <Time at={entry.at} /> },
        { id: "kind", title: "Kind", minor: true, cell: (entry) => kindNames[entry.kind] ?? entry.kind },
        { id: "what", title: "What", cell: (entry) => <What entry={entry} /> },
        { id: "lot", title: "Lot", minor: true, optional: true, cell: (entry) => (entry.lotKind ? lotNames[entry.lotKind] : "–") },
        { id: "author", title: "By", minor: true, optional: true, hidden: true, cell: (entry) => entry.author?.name ?? "–" },
        {
            id: "centicredits",
            title: "Credits",
            align: "end",
            cell: (entry) => <span data-sign={entry.centicredits > 0 ? "plus" : "minus"}>{creditsSigned(entry.centicredits)}</span>,
        },
        {
            id: "balance",
            title: "Balance after it",
            align: "end",
            cell: (entry) => (entry.balance === null ? "no limit" : credits(entry.balance)),
        },
    ];
    return (
        <Table
            label="Statement"
            testId="statement-table"
            remember="statement"
            columns={columns}
            rows={entries}
            rowKey={(entry) => entry.id}
        />
    );
}

/** What an entry is about, with a way to it as long as that is kept. */
function What({ entry }: { entry: LedgerEntry }) {
    const words = useWords();
    const name = entry.scenarioName ?? (entry.scenarioId === null ? null : `${words.Scenario} ${entry.scenarioId}`);
    const note = entry.note ?? (entry.purchaseId === null ? "" : `Purchase ${entry.purchaseId}`);
    if (name === null) return <span className="cell-name statement-what">{note || kindNames[entry.kind]}</span>;
    return (
        <span className="cell-name statement-what">
            {entry.runId !== null && entry.scenarioId !== null ? (
                <Link to={`/scenarios/${entry.scenarioId}/history/${entry.runId}`}>{name}</Link>
            ) : (
                name
            )}
            {entry.deleted && <span className="muted"> (deleted)</span>}
            {entry.runId === null && entry.kind === "usage" && (
                <span className="muted">, {counted(entry.runs, "run", "runs")} of that day</span>
            )}
            {note !== "" && <span className="muted">, {note}</span>}
        </span>
    );
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
    const words = useWords();
    if (filtered)
        return (
            <EmptyState icon={receipt} title="No entry is like that" action={<Button onClick={onClear}>Clear the filter</Button>}>
                The ledger has nothing of these kinds in these days.
            </EmptyState>
        );
    return (
        <EmptyState icon={receipt} title="No entries yet">
            Every grant, purchase and lapse, and what each run of {words.aScenario} used, will stand here with the balance after it.
        </EmptyState>
    );
}
