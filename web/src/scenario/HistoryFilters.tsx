import filterX from "lucide/funnel-x.svg";
import { RunFilterFields } from "../run/RunFilterFields";
import { Button, DayFields, FileLink, SearchField, Switch } from "../ui";
import { isFiltered, type HistoryFilter } from "./historyFilter";

interface HistoryFiltersProps {
    filter: HistoryFilter;
    text: string;
    hideChecks: boolean;
    file: { to: string; name: string };
    /** Members of the address; empty takes one away. */
    onPut: (values: Record<string, string>) => void;
}

export function HistoryFilters({ filter, text, hideChecks, file, onPut }: HistoryFiltersProps) {
    return (
        <div className="filters" role="search" aria-label="Filter">
            <RunFilterFields className="filter-status" status={filter.status} origin={filter.origin} onChange={onPut} />
            <DayFields from={filter.from} to={filter.to} onChange={onPut} />
            <SearchField short label="Name of the run" value={filter.name} onSearch={(name) => onPut({ name })} />
            <SearchField
                label="Search in what runs were given and gave"
                value={text}
                onSearch={(next) => onPut({ text: next })}
                {...(text.length === 1 ? { help: "At least two letters." } : {})}
            />
            <div className="filter-switch">
                <Switch labelled label="Hide check runs" on={hideChecks} onChange={(on) => onPut({ checks: on ? "" : "shown" })} />
            </div>
            {isFiltered(filter) && (
                <Button kind="quiet" icon={filterX} onClick={() => onPut({ status: "", origin: "", name: "", from: "", to: "" })}>
                    Clear
                </Button>
            )}
            <div className="filter-file">
                <FileLink to={file.to} name={file.name}>
                    CSV
                </FileLink>
            </div>
        </div>
    );
}
