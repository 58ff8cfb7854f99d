import { useState } from "react";
import { connections, reasonOf, type Connection, type ConnectionType } from "../api";
import { Banner, Button, Dialog, TextField, toast } from "../ui";
import { ConnectionFields } from "./ConnectionFields";
import { bodyOf, missing, startOf, type Typed } from "./form";

interface ChangeConnectionProps {
    connection: Connection;
    /** Undefined where this server doesn't know its kind any more: then only the name can be changed. */
    type: ConnectionType | undefined;
    onChanged: () => void;
    onClose: () => void;
}

/** Another name, other fields, other secrets. It holds from the next operation on. */
export function ChangeConnection({ connection, type, onChanged, onClose }: ChangeConnectionProps) {
    // What can't be opened any more must be entered again as a whole.
    const kept = connection.readable ? connection.secretsSet : [];
    const [name, setName] = useState(connection.name);
    const [typed, setTyped] = useState<Typed>(() => (type ? startOf(type, connection.fields) : {}));
    const [tried, setTried] = useState(false);
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState<string>();
    const lacking = type ? missing(type, typed, kept) : new Set<string>();
    const save = async () => {
        setTried(true);
        if (name.trim() === "" || lacking.size > 0) return;
        setBusy(true);
        setFailure(undefined);
        try {
            if (name.trim() !== connection.name) await connections.rename(connection, name.trim());
            const body = type ? bodyOf(type, typed, connection.readable ? connection.fields : {}) : {};
            if (Object.keys(body).length > 0) await connections.change(connection, body);
            toast("Saved. It holds from the next operation on.", { kind: "good" });
            onChanged();
        } catch (error) {
            setFailure(`Not all was saved. ${reasonOf(error)}`);
            setBusy(false);
        }
    };
    return (
        <Dialog
            title={`Change ${connection.name}`}
            wide
            onClose={onClose}
            footer={
                <>
                    <Button onClick={onClose}>Cancel</Button>
                    <Button kind="primary" busy={busy} onClick={save}>
                        Save
                    </Button>
                </>
            }
        >
            <form
                className="stack"
                onSubmit={(event) => {
                    event.preventDefault();
                    void save();
                }}
            >
                {!connection.readable && (
                    <Banner tone="warn">The key that it was sealed with is gone, so it can't be opened. Enter everything again.</Banner>
                )}
                <TextField
                    label="Name"
                    autoComplete="off"
                    value={name}
                    error={tried && name.trim() === "" ? "It needs a name." : undefined}
                    onChange={(event) => setName(event.target.value)}
                />
                {type && (
                    <ConnectionFields type={type} typed={typed} kept={kept} wrong={tried ? lacking : new Set()} onChange={setTyped} />
                )}
                {failure && <Banner tone="bad">{failure}</Banner>}
                <button type="submit" hidden />
            </form>
        </Dialog>
    );
}
