import { useState } from "react";
import { building } from "../api";
import { navigate } from "../router";
import { NewThing } from "../team/NewThing";
import { SelectField } from "../ui";

const kinds = [
    { typeName: "gateway-webhook", label: "Web: an address that HTTP requests are sent to" },
    { typeName: "gateway-mailhook", label: "Mail: an address that emails are sent to" },
] as const;

/** Name and kind; its page, which shows the address, opens. */
export function NewWebhook({ teams, onClose }: { teams: { id: number; name: string }[]; onClose: () => void }) {
    const [typeName, setTypeName] = useState<(typeof kinds)[number]["typeName"]>("gateway-webhook");
    return (
        <NewThing
            what="webhook"
            teams={teams}
            onClose={onClose}
            make={async (name, teamId) => {
                const hook = await building.makeHook({ name, teamId, typeName });
                navigate(`/webhooks/${hook.id}`);
            }}
        >
            {() => (
                <SelectField
                    label="Kind"
                    value={typeName}
                    onChange={(event) => setTypeName(kinds.find((one) => one.typeName === event.target.value)?.typeName ?? typeName)}
                >
                    {kinds.map((kind) => (
                        <option key={kind.typeName} value={kind.typeName}>
                            {kind.label}
                        </option>
                    ))}
                </SelectField>
            )}
        </NewThing>
    );
}
