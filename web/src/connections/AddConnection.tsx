import { useState } from "react";
import { connections, reasonOf, type Connection, type ConnectionType } from "../api";
import { Banner, Button, Dialog, SelectField, TextField } from "../ui";
import { ConnectionFields } from "./ConnectionFields";
import { bodyOf, missing, startOf, type Typed } from "./form";

interface AddConnectionProps {
    /** Those that may be chosen. */
    types: ConnectionType[];
    teams: { id: number; name: string }[];
    title?: string;
    onAdded: (added: Connection) => void;
    onClose: () => void;
}

/** Name, kind, and the fields of that kind. */
export function AddConnection({ types, teams, title = "Add a connection or key", onAdded, onClose }: AddConnectionProps) {
    const [teamId, setTeamId] = useState(teams[0]?.id);
    const [type, setType] = useState(types[0]);
    const [name, setName] = useState("");
    const [typed, setTyped] = useState<Typed>(() => (types[0] ? startOf(types[0]) : {}));
    const [tried, setTried] = useState(false);
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState<string>();
    if (!type || teamId === undefined)
        return (
            <Dialog title={title} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
                No kind of connection that fits is known to this server.
            </Dialog>
        );
    const wrong = tried ? missing(type, typed) : new Set<string>();
    const add = async () => {
        setTried(true);
        if (name.trim() === "" || missing(type, typed).size > 0) return;
        setBusy(true);
        setFailure(undefined);
        try {
            onAdded(await connections.add(type.type, name.trim(), teamId, bodyOf(type, typed)));
        } catch (error) {
            setFailure(`Nothing was added. ${reasonOf(error)}`);
            setBusy(false);
        }
    };
    return (
        <Dialog
            title={title}
            wide
            onClose={onClose}
            footer={
                <>
                    <Button onClick={onClose}>Cancel</Button>
                    <Button kind="primary" busy={busy} onClick={add}>
                        Add
                    </Button>
                </>
            }
        >
            <form
                className="stack"
                onSubmit={(event) => {
                    event.preventDefault();
                    event.stopPropagation();
                    void add();
                }}
            >
                {types.length > 1 && (
                    <SelectField
                        label="Kind"
                        value={type.type}
                        onChange={(event) => {
                            const next = types.find((one) => one.type === event.target.value) ?? type;
                            setType(next);
                            setTyped(startOf(next));
                            setTried(false);
                        }}
                    >
                        {types.map((one) => (
                            <option key={one.type} value={one.type}>
                                {one.label}
                            </option>
                        ))}
                    </SelectField>
                )}
                {teams.length > 1 && (
                    <SelectField label="Team" value={teamId} onChange={(event) => setTeamId(Number(event.target.value))}>
                        {teams.map((one) => (
                            <option key={one.id} value={one.id}>
                                {one.name}
                            </option>
                        ))}
                    </SelectField>
                )}
                <TextField
                    label="Name"
                    autoComplete="off"
                    placeholder={type.label}
                    value={name}
                    error={tried && name.trim() === "" ? "It needs a name, by which you choose it." : undefined}
                    onChange={(event) => setName(event.target.value)}
                />
                <ConnectionFields type={type} typed={typed} wrong={wrong} onChange={setTyped} />
                <p className="note">What you enter is sealed by the installation's key, and secrets are never shown again.</p>
                {failure && <Banner tone="bad">{failure}</Banner>}
                <button type="submit" hidden />
            </form>
        </Dialog>
    );
}
