import { useState } from "react";
import { reasonOf, scenarios as calls, type Scenario } from "../api";
import { Button, TextField, toast } from "../ui";

interface NameCardProps {
    scenario: Scenario;
    changes: boolean;
    onChanged: (scenario: Scenario) => void;
}

export function NameCard({ scenario, changes, onChanged }: NameCardProps) {
    const [name, setName] = useState(scenario.name);
    const [busy, setBusy] = useState(false);
    const missing = name.trim() === "";
    const save = async () => {
        setBusy(true);
        try {
            const { scenario: changed } = await calls.change(scenario.id, { name: name.trim() });
            onChanged(changed);
            toast("Saved.", { kind: "good" });
        } catch (error) {
            toast(`Nothing was saved. ${reasonOf(error)}`, { kind: "bad" });
        }
        setBusy(false);
    };
    return (
        <form
            className="card settings-card"
            aria-label="Name"
            onSubmit={(event) => {
                event.preventDefault();
                if (!missing) void save();
            }}
        >
            <TextField
                label="Name"
                value={name}
                disabled={!changes}
                error={missing ? "It needs a name." : undefined}
                onChange={(event) => setName(event.target.value)}
            />
            {changes && (
                <div>
                    <Button kind="primary" type="submit" busy={busy} disabled={missing || name.trim() === scenario.name}>
                        Save the name
                    </Button>
                </div>
            )}
        </form>
    );
}
