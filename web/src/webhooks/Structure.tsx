import { useState } from "react";
import graduation from "lucide/graduation-cap.svg";
import { hooks as calls, reasonOf, type Field, type Hook } from "../api";
import { Button, toast } from "../ui";

interface StructureProps {
    hook: Hook;
    changes: boolean;
    onChanged: () => void;
}

/** The fields that it is sent, learnt from the next delivery. */
export function Structure({ hook, changes, onChanged }: StructureProps) {
    const [busy, setBusy] = useState(false);
    const learn = async (on: boolean) => {
        setBusy(true);
        try {
            await calls.learn(hook.id, on);
        } catch (error) {
            toast(`It ${on ? "does not learn" : "goes on learning"}. ${reasonOf(error)}`, { kind: "bad" });
        }
        setBusy(false);
        onChanged();
    };
    const fields = hook.interface ?? [];
    return (
        <section className="card settings-card" aria-labelledby="structure">
            <div className="card-header hook-structure">
                <h2 id="structure">What it is sent</h2>
                {changes && (
                    <Button icon={graduation} busy={busy} aria-pressed={hook.learning === true} onClick={() => learn(!hook.learning)}>
                        {hook.learning ? "Stop learning" : fields.length > 0 ? "Learn again" : "Learn the structure"}
                    </Button>
                )}
            </div>
            {hook.learning && (
                <p className="banner" role="status">
                    <span className="spinner" aria-hidden="true" />
                    <span>Send something to the address now. Its fields will stand here; the delivery is accepted even if nobody listens yet.</span>
                </p>
            )}
            {fields.length > 0 ? (
                <FieldTree fields={fields} />
            ) : (
                !hook.learning && <p className="muted">Not known yet. Once it is learnt, the builder offers these fields for mapping.</p>
            )}
        </section>
    );
}

function FieldTree({ fields }: { fields: Field[] }) {
    return (
        <ul className="field-tree" data-testid="learnt-fields">
            {fields.map((field, at) => (
                <li key={field.name || at}>
                    <code>{field.name || "each item"}</code> <span className="note">{field.type}</span>
                    {Array.isArray(field.spec) && field.spec.length > 0 && <FieldTree fields={field.spec} />}
                </li>
            ))}
        </ul>
    );
}
