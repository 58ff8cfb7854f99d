import { useState } from "react";
import { plans, reasonOf, type Plan } from "../api";
import { Button, Check, SelectField, TextField, toast } from "../ui";
import { periodKinds } from "../subscription/period";
import { formOf, mistakesIn, planFrom, type PlanForm } from "./planForm";

interface PlanEditorProps {
    base: Plan;
    /** A plan of one's own, made after `base`. */
    fresh: boolean;
    onSaved: () => void;
    onClose: () => void;
}

const fields: [name: keyof PlanForm, label: string, numeric: boolean][] = [
    ["credits", "Credits per period", true],
    ["transferGB", "Data transfer, GB", true],
    ["retentionDays", "Days that logs are kept", true],
    ["price", "Price", true],
    ["currency", "Currency", false],
    ["priceCredits", "The price is for this many credits", true],
    ["rolloverPercent", "Carried over at the reset, %", true],
    ["extraPercent", "Price of extra credits, %", true],
    ["manualUnit", "Unit of a purchase by hand", true],
    ["autoUnit", "Unit of an auto-purchase", true],
];

export function PlanEditor({ base, fresh, onSaved, onClose }: PlanEditorProps) {
    const [form, setForm] = useState(() => (fresh ? { ...formOf(base), id: "", name: "" } : formOf(base)));
    const [tried, setTried] = useState(false);
    const [busy, setBusy] = useState(false);
    const mistakes = mistakesIn(form);
    const put = (part: Partial<PlanForm>) => setForm({ ...form, ...part });
    const save = async () => {
        setTried(true);
        if (Object.keys(mistakes).length > 0) return;
        setBusy(true);
        try {
            await plans.save(planFrom(form, fresh ? { ...base, shipped: false } : base));
            toast(`${form.name} is saved. Running periods keep what they were granted.`, { kind: "good" });
            onSaved();
        } catch (error) {
            toast(`The plan was not saved. ${reasonOf(error)}`, { kind: "bad" });
            setBusy(false);
        }
    };
    const text = (name: keyof PlanForm, label: string, numeric = false, disabled = false) => (
        <TextField
            key={name}
            label={label}
            disabled={disabled}
            inputMode={numeric ? "decimal" : undefined}
            value={String(form[name])}
            error={tried ? mistakes[name] : undefined}
            onChange={(event) => put({ [name]: event.target.value })}
        />
    );
    return (
        <form
            className="card admin-form"
            aria-label={fresh ? "New plan" : `Plan ${base.name}`}
            onSubmit={(event) => {
                event.preventDefault();
                save();
            }}
        >
            {text("id", "Identifier", false, !fresh)}
            {text("name", "Name")}
            <SelectField
                label="Period"
                value={form.periodKind}
                onChange={(event) => put({ periodKind: event.target.value as Plan["periodKind"] })}
            >
                {Object.entries(periodKinds).map(([kind, name]) => (
                    <option key={kind} value={kind}>
                        {name}
                    </option>
                ))}
            </SelectField>
            {fields.map(([name, label, numeric]) => text(name, label, numeric, name === "credits" && form.unlimited))}
            <div className="admin-checks">
                <Check label="Without a limit of credits" on={form.unlimited} onChange={(unlimited) => put({ unlimited })} />
                <Check label="Sells extra credits" on={form.sellsExtra} onChange={(sellsExtra) => put({ sellsExtra })} />
                <Check label="May buy by itself" on={form.autoPurchasing} onChange={(autoPurchasing) => put({ autoPurchasing })} />
            </div>
            <div className="row admin-buttons">
                <Button kind="primary" type="submit" busy={busy}>
                    Save the plan
                </Button>
                <Button kind="quiet" onClick={onClose}>
                    Cancel
                </Button>
                <span className="note">Running periods keep what they were granted; the next ones follow the plan as it is then.</span>
            </div>
        </form>
    );
}
