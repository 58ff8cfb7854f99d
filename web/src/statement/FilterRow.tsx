import filterX from "lucide/funnel-x.svg";
import type { EntryKind } from "../api";
import { Button, DayFields, Menu } from "../ui";
import { isEmpty, kindNames, type Filter } from "./filter";

interface FilterRowProps {
    filter: Filter;
    kinds: EntryKind[] | undefined;
    onChange: (filter: Filter) => void;
}

export function FilterRow({ filter, kinds, onChange }: FilterRowProps) {
    const all = kinds ?? (Object.keys(kindNames) as EntryKind[]);
    const toggle = (kind: EntryKind) =>
        onChange({ ...filter, kinds: filter.kinds.includes(kind) ? filter.kinds.filter((one) => one !== kind) : [...filter.kinds, kind] });
    const label = filter.kinds.length === 0 ? "All kinds" : filter.kinds.map((kind) => kindNames[kind]).join(", ");
    return (
        <div className="filters statement-filters" role="search" aria-label="Filter">
            <Menu
                label={label}
                name={`Kinds of entries: ${label}`}
                items={all.map((kind) => ({
                    id: kind,
                    label: kindNames[kind] ?? kind,
                    checked: filter.kinds.includes(kind),
                    keepsOpen: true,
                    onChoose: () => toggle(kind),
                }))}
            />
            <DayFields from={filter.from} to={filter.to} onChange={(days) => onChange({ ...filter, ...days })} />
            {!isEmpty(filter) && (
                <Button kind="quiet" icon={filterX} onClick={() => onChange({ ...filter, from: "", to: "", kinds: [] })}>
                    Clear
                </Button>
            )}
        </div>
    );
}
