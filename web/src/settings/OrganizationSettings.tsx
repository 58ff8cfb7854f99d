import { useState } from "react";
import { ApiError, organizations } from "../api";
import { mayAdminister, useSession } from "../session";
import { Button, SelectField, TextField, toast } from "../ui";
import { zones } from "./zones";

export function OrganizationSettings() {
    const { user, organization, refresh } = useSession();
    const [name, setName] = useState(organization.name);
    const [timezone, setTimezone] = useState(organization.timezone);
    const [busy, setBusy] = useState(false);
    const may = mayAdminister(user, organization.id);
    const save = async () => {
        if (name.trim() === "") return;
        setBusy(true);
        try {
            await organizations.change(organization.id, { name: name.trim(), timezone });
            refresh();
            toast("Saved.", { kind: "good" });
        } catch (error) {
            toast(`Nothing was saved. ${error instanceof ApiError ? error.message : String(error)}`, { kind: "bad" });
        }
        setBusy(false);
    };
    return (
        <form
            className="card settings-card"
            aria-labelledby="organization-settings"
            onSubmit={(event) => {
                event.preventDefault();
                save();
            }}
        >
            <h2 id="organization-settings">Organization</h2>
            <TextField
                label="Name"
                value={name}
                disabled={!may}
                error={name.trim() === "" ? "It needs a name." : undefined}
                onChange={(event) => setName(event.target.value)}
            />
            <SelectField
                label="Time zone"
                value={timezone}
                disabled={!may}
                help="Days in charts and the reset of credits follow it. Days that are over stay as they were."
                onChange={(event) => setTimezone(event.target.value)}
            >
                {zones(timezone).map((zone) => (
                    <option key={zone} value={zone}>
                        {zone}
                    </option>
                ))}
            </SelectField>
            {may && (
                <div>
                    <Button kind="primary" type="submit" busy={busy}>
                        Save
                    </Button>
                </div>
            )}
        </form>
    );
}
