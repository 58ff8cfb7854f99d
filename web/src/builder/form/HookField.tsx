import { useState } from "react";
import copy from "lucide/copy.svg";
import plus from "lucide/plus.svg";
import { building, useAnswer, type Field, type Hook } from "../../api";
import type { Json } from "../../canvas/blueprint";
import { Button, IconButton } from "../../ui/Button";
import { toast } from "../../ui/Toast";
import { useBuilding } from "../building";
import { NewByName } from "./NewByName";
import { Picker } from "./Picker";
import { useMade } from "./useMade";

interface HookFieldProps {
    field: Field;
    value: Json | undefined;
    onChange: (value: Json | undefined) => void;
}

/** The webhook that a trigger listens to: chosen or made here, its address ready to copy. */
export function HookField({ field, value, onChange }: HookFieldProps) {
    const { teamId, scenarioId, blueprint } = useBuilding();
    const answer = useAnswer(`hooks ${teamId}`, (signal) => building.hooks(teamId, signal));
    const [making, setMaking] = useState(false);
    const { list, made } = useMade(answer, onChange, () => setMaking(false));
    const hooks = answer.data ?? [];
    const chosen = hooks.find((hook) => String(hook.id) === String(value ?? ""));
    const isTaken = (hook: Hook) => hook.scenarioId !== null && hook.scenarioId !== scenarioId;
    return (
        <Picker
            ref={list}
            field={field}
            value={value}
            what="webhook"
            answer={answer}
            choices={hooks.map((hook) => ({ id: hook.id, name: hook.name, ...(isTaken(hook) ? { note: "in use" } : {}) }))}
            onChange={onChange}
            make={
                <Button icon={plus} onClick={() => setMaking(!making)} aria-expanded={making}>
                    New
                </Button>
            }
        >
            {making && (
                <NewByName
                    what="webhook"
                    start={blueprint.name || "Webhook"}
                    make={async (name) => made(await building.makeHook({ name, teamId, typeName: "gateway-webhook" }))}
                />
            )}
            {chosen && <Address url={chosen.url} />}
        </Picker>
    );
}

function Address({ url }: { url: string }) {
    const copyIt = () => {
        navigator.clipboard.writeText(url).then(
            () => toast("The address is copied.", { kind: "good" }),
            () => toast("The address could not be copied; select it instead.", { kind: "bad" }),
        );
    };
    return (
        <div className="field-with-button">
            <input
                className="input address"
                aria-label="Address of the webhook"
                readOnly
                value={url}
                onFocus={(event) => event.target.select()}
            />
            <IconButton icon={copy} label="Copy the address" kind="plain" onClick={copyIt} />
        </div>
    );
}
