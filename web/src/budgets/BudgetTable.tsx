import { useState } from "react";
import pencil from "lucide/pencil.svg";
import trash from "lucide/trash-2.svg";
import { budgets, reasonOf, type Budget } from "../api";
import { credits, share } from "../format";
import { Link } from "../router";
import { useSession } from "../session";
import { Button, Dialog, IconButton, Meter, Table, toast, type Column } from "../ui";
import { useWords } from "../words";
import { BudgetMark } from "./BudgetMark";
import { atTheLimit, budgetFor, budgetStates } from "./words";

interface BudgetTableProps {
    list: Budget[];
    may: boolean;
    onEdit: (budget: Budget) => void;
    onRemoved: () => void;
}

export function BudgetTable({ list, may, onEdit, onRemoved }: BudgetTableProps) {
    const { organization } = useSession();
    const words = useWords();
    const [removing, setRemoving] = useState<Budget>();
    const name = (budget: Budget) => budgetFor(budget, words);
    const remove = async (budget: Budget) => {
        setRemoving(undefined);
        try {
            await budgets.remove(organization.id, budget.id);
            onRemoved();
        } catch (error) {
            toast(`The budget was not removed. ${reasonOf(error)}`, { kind: "bad" });
        }
    };
    const columns: Column<Budget>[] = [
        {
            id: "for",
            title: "For",
            cell: (budget) => (
                <span className="cell-name">
                    {budget.scenarioId === null ? name(budget) : <Link to={`/scenarios/${budget.scenarioId}`}>{name(budget)}</Link>}
                </span>
            ),
        },
        {
            id: "bar",
            title: "Used of it",
            minor: true,
            cell: (budget) => (
                <div className="budget-bar">
                    <Meter
                        label={`Budget of ${name(budget)} used`}
                        total={budget.centicredits}
                        tone={budgetStates[budget.state].tone}
                        parts={[{ value: budget.used, colour: "series-1" }]}
                    />
                </div>
            ),
        },
        {
            id: "used",
            title: "Credits",
            align: "end",
            cell: (budget) => (
                <>
                    {credits(budget.used)} <span className="muted">of {credits(budget.centicredits)}</span>
                </>
            ),
        },
        { id: "percent", title: "Per cent", align: "end", minor: true, cell: (budget) => share(budget.percent / 100) },
        { id: "state", title: "State", cell: (budget) => <BudgetMark state={budget.state} /> },
        { id: "limit", title: "At the limit", minor: true, cell: atTheLimit },
        {
            id: "change",
            title: "Change",
            untitled: true,
            align: "end",
            cell: (budget) =>
                may && (
                    <span className="budget-buttons">
                        <IconButton small icon={pencil} label={`Edit the budget of ${name(budget)}`} onClick={() => onEdit(budget)} />
                        <IconButton small icon={trash} label={`Remove the budget of ${name(budget)}`} onClick={() => setRemoving(budget)} />
                    </span>
                ),
        },
    ];
    return (
        <>
            <Table label="Budgets" testId="budgets-table" columns={columns} rows={list} rowKey={(budget) => budget.id} />
            {removing && (
                <Dialog
                    title={`Remove the budget of ${name(removing)}?`}
                    onClose={() => setRemoving(undefined)}
                    footer={
                        <>
                            <Button onClick={() => setRemoving(undefined)}>Keep it</Button>
                            <Button kind="danger" icon={trash} onClick={() => remove(removing)}>
                                Remove the budget
                            </Button>
                        </>
                    }
                >
                    Runs that it has paused go on and use credits again. What was used stays in every figure.
                </Dialog>
            )}
        </>
    );
}
