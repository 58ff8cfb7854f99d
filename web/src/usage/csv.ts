import type { UsageRow } from "../api/types";

const header = ["Name", "Type", "Credits", "Operations", "Data transfer (bytes)", "Usage recorded", "Status", "Origin", "Run"];

/** The rows as RFC 4180 text. Figures are plain numbers with a point, instants UTC, so that every spreadsheet reads the same. */
export function csv(rows: UsageRow[], scenarioWord: string): string {
    const lines = rows.map((row) => [
        row.scenarioName,
        row.kind === "agent" ? "AI agent" : scenarioWord,
        String(row.centicredits / 100),
        String(row.operations),
        String(row.transfer),
        row.timestamp,
        row.state,
        row.origin,
        row.id,
    ]);
    return [header, ...lines].map((line) => line.map(cell).join(",") + "\r\n").join("");
}

function cell(text: string): string {
    // A name that begins like a formula must stay a name when a spreadsheet opens the file.
    const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
