import { count } from "../format";
import { Button } from "./Button";

interface PagesProps {
    page: number;
    size: number;
    total: number;
    onChoose: (page: number) => void;
}

/** Where in a long list one is; nothing where it fits on one page. */
export function Pages({ page, size, total, onChoose }: PagesProps) {
    const last = Math.max(0, Math.ceil(total / size) - 1);
    if (last === 0) return null;
    return (
        <nav className="row" aria-label="Pages">
            <Button small kind="quiet" disabled={page === 0} onClick={() => onChoose(page - 1)}>
                Previous
            </Button>
            <span className="tabular">
                {count(page * size + 1)} – {count(Math.min(total, (page + 1) * size))} of {count(total)}
            </span>
            <Button small kind="quiet" disabled={page >= last} onClick={() => onChoose(page + 1)}>
                Next
            </Button>
        </nav>
    );
}
