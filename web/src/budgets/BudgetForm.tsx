import { useState } from "react";
import { ApiError, budgets, reasonOf, type Budget, type BudgetScope } from "../api";
import { centicreditsOf } from "../format";
import { useSession } from "../session";
import { Button, Check, SelectField, TextField, toast } from "../ui";
import { useWords } from "../words";
import { isComplete, ScopeFields, type Target } from "./ScopeFields";
import { thresholdsOf, thresholdsText } from "./thresholds";
import { atTheLimit, budgetFor } from "./words";

interface BudgetFormProps {
    /** Present where one is changed; whose it is stays then. */
    budget?: Budget;
    onSaved: () => void;
    onClose: () => void;
}

export function BudgetForm({ budget, onSaved, onClose }: BudgetFormProps) {
    const { organization } = useSession();
    const words = useWords();
    const [target, setTarget] = useState<Target>({ scope: budget?.scope ?? "scenario" });
    const [amount, setAmount] = useState(budget ? String(budget.centicredits / 100) : "");
    const [thresholds, setThresholds] = useState(thresholdsText(budget?.thresholds ?? [75, 90, 100]));
    const [hardStop, setHardStop] = useState(budget?.hardStop ?? true);
    const [tried, setTried] = useState(false);
    const [busy, setBusy] = useState(false);
    const [refused, setRefused] = useState<ApiError>();
    const centicredits = centicreditsOf(amount);
    const list = thresholdsOf(thresholds);
    const complete = budget !== undefined || isComplete(target);
    const from = (name: string) => refused?.suberrors.find((one) => one.name === name)?.message;

    const save = async () => {
        setTried(true);
        if (!centicredits || !list || !complete) return;
        setBusy(true);
        setRefused(undefined);
        const values = { centicredits, hardStop, thresholds: list };
        try {
            if (budget) await budgets.change(organization.id, budget.id, values);
            else await budgets.make(organization.id, { ...target, ...values });
            onSaved();
        } catch (error) {
            if (error instanceof ApiError) setRefused(error);
            toast(`The budget was not saved. ${reasonOf(error)}`, { kind: "bad" });
            setBusy(false);
        }
    };
    return (
        <form
            className="budget-form"
            aria-label={budget ? `Budget of ${budgetFor(budget, words)}` : "New budget"}
            onSubmit={(event) => {
                event.preventDefault();
                save();
            }}
        >
            {budget ? (
                <p className="budget-target">{budgetFor(budget, words)}</p>
            ) : (
                <>
                    <SelectField
                        label="For"
                        value={target.scope}
                        autoFocus
                        onChange={(event) => setTarget({ scope: event.target.value as BudgetScope })}
                    >
                        <option value="scenario">{words.aScenario}</option>
                        <option value="team">a team</option>
                        <option value="run">each run</option>
                    </SelectField>
                    <ScopeFields target={target} onChange={setTarget} error={tried && !complete ? "Choose one." : undefined} />
                </>
            )}
            <TextField
                label={target.scope === "run" ? "Credits per run" : "Credits per period"}
                inputMode="decimal"
                value={amount}
                autoFocus={budget !== undefined}
                error={tried && !centicredits ? "A number of credits above 0." : from("centicredits")}
                onChange={(event) => setAmount(event.target.value)}
            />
            <TextField
                label="Tell at per cent"
                value={thresholds}
                error={tried && !list ? "Whole per cents, such as 75, 90, 100." : from("thresholds")}
                onChange={(event) => setThresholds(event.target.value)}
            />
            <div className="budget-stop">
                <Check label="Pause at the limit" on={hardStop} onChange={setHardStop} />
                <span className="note">At the limit: {atTheLimit({ hardStop, scope: target.scope })}.</span>
            </div>
            <div className="row">
                <Button type="submit" kind="primary" busy={busy}>
                    {budget ? "Save the budget" : "Set the budget"}
                </Button>
                <Button kind="quiet" onClick={onClose}>
                    Cancel
                </Button>
            </div>
        </form>
    );
}
