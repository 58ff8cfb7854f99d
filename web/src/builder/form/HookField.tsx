import { useState } from "react";
import copy from "lucide/copy.svg";
import plus from "lucide/plus.svg";
import { building, useAnswer, type Field, type Hook } from "../../api";
import type { Json } from "../../canvas/blueprint";
import { Button, IconButton } from "../../ui/Button";
import { toast } from "../../ui/Toast";
import { noMail, takesNoMail } from "../../webhooks/mail";
import { useBuilding } from "../building";
import { NewByName } from "./NewByName";
import { Picker } from "./Picker";
import { useMade } from "./useMade";

interface HookFieldProps {
    field: Field;
    value: Json | undefined;
    moduleId: number;
    former?: string | undefined;
    onChange: (value: Json | undefined) => void;
}

/** The webhook that a trigger listens to: chosen or made here, its address ready to copy. */
export function HookField({ field, value, moduleId, former, onChange }: HookFieldProps) {
    const { teamId, scenarioId, hookId, blueprint, graph } = useBuilding();
    const answer = useAnswer(`hooks ${teamId}`, (signal) => building.hooks(teamId, signal));
    const [making, setMaking] = useState(false);
    const { list, made } = useMade(answer, onChange, () => setMaking(false));
    const hooks = answer.data ?? [];
    const isTaken = (hook: Hook) => hook.scenarioId !== null && hook.scenarioId !== scenarioId;
    const named = hooks.find((hook) => String(hook.id) === String(value ?? ""));
    // Where the module names none that it can have, the scenario listens to one of its own.
    const begins = graph.steps.find((step) => !step.loose)?.id === moduleId;
    const own = begins && (!named || isTaken(named)) ? hooks.find((hook) => hook.id === hookId) : undefined;
    const chosen = own ?? named;
    const typeName = graph.byId.get(moduleId)?.module.module === "gateway:CustomMailHook" ? "gateway-mailhook" : "gateway-webhook";
    return (
        <Picker
            ref={list}
            field={{ ...field, required: false }}
            value={own ? own.id : value}
            former={former}
            what="webhook"
            answer={answer}
            choices={hooks.filter((hook) => hook.typeName === typeName || hook.id === chosen?.id).map((hook) => ({ id: hook.id, name: hook.name, ...(isTaken(hook) ? { note: "in use" } : {}) }))}
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
                    make={async (name) => made(await building.makeHook({ name, teamId, typeName }))}
                />
            )}
            {own && value !== undefined && value !== null && (
                <div className="note">
                    {named
                        ? `The file names “${named.name}”, which another one listens to; this is the webhook that it listens to instead.`
                        : `The file names number ${String(value)}, which is not here; this is the webhook that it listens to.`}
                </div>
            )}
            {!chosen && answer.data && begins && <div className="note">Left open, it gets a new webhook when it is saved.</div>}
            {chosen && <Address url={chosen.url} isMail={chosen.typeName === "gateway-mailhook"} />}
            {chosen && takesNoMail(chosen) && <div className="field-warning">{noMail}</div>}
        </Picker>
    );
}

function Address({ url, isMail }: { url: string; isMail: boolean }) {
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
                aria-label={isMail ? "Mail address" : "Address of the webhook"}
                readOnly
                value={url}
                onFocus={(event) => event.target.select()}
            />
            <IconButton icon={copy} label="Copy the address" kind="plain" onClick={copyIt} />
        </div>
    );
}
