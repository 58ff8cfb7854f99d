import { useState } from "react";
import plus from "lucide/plus.svg";
import wallet from "lucide/wallet.svg";
import { budgets, useAnswer, useLiveReload, type Budget } from "../api";
import { mayChange, useSession } from "../session";
import { Button, EmptyState, Shown, SkeletonBlocks } from "../ui";
import { useWords } from "../words";
import { BudgetForm } from "./BudgetForm";
import { BudgetTable } from "./BudgetTable";

/** Budgets per team, scenario and run, each with how much of it is used. */
export function BudgetsSection() {
    const { organization, user } = useSession();
    const words = useWords();
    const answer = useAnswer(`budgets ${organization.id}`, (signal) => budgets.list(organization.id, signal));
    useLiveReload(organization.id, answer.reload);
    const [form, setForm] = useState<{ is: "closed" } | { is: "new" } | { is: "edit"; budget: Budget }>({ is: "closed" });
    const may = mayChange(user, organization.id);
    const close = () => setForm({ is: "closed" });
    const saved = () => {
        close();
        answer.reload();
    };
    return (
        <section className="card card-flush" aria-labelledby="budgets">
            <div className="card-header">
                <h2 id="budgets">Budgets</h2>
                <span className="note">used in the running billing period; those of a run: the dearest run of the period</span>
                {may && (
                    <Button small icon={plus} className="row-end" onClick={() => setForm({ is: "new" })}>
                        Add a budget
                    </Button>
                )}
            </div>
            {form.is === "new" && <BudgetForm onSaved={saved} onClose={close} />}
            {form.is === "edit" && <BudgetForm key={form.budget.id} budget={form.budget} onSaved={saved} onClose={close} />}
            <Shown answer={answer} what="The budgets" skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                {(list) =>
                    list.length === 0 ? (
                        form.is === "closed" && (
                            <EmptyState
                                icon={wallet}
                                title="No budgets yet"
                                action={may && <Button onClick={() => setForm({ is: "new" })}>Set the first budget</Button>}
                            >
                                A budget says how many credits a team, {words.aScenario} or a single run may use. Near it you are told;
                                at it, if you like, runs pause.
                            </EmptyState>
                        )
                    ) : (
                        <BudgetTable list={list} may={may} onEdit={(budget) => setForm({ is: "edit", budget })} onRemoved={answer.reload} />
                    )
                }
            </Shown>
        </section>
    );
}
