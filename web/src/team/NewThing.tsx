import { useState, type ReactNode } from "react";
import { reasonOf } from "../api";
import { Banner, Button, Dialog, SelectField, TextField } from "../ui";

interface NewThingProps {
    /** "data store", in the middle of a sentence. */
    what: string;
    teams: { id: number; name: string }[];
    /** Why it can't be made yet, apart from its name. */
    incomplete?: boolean;
    wide?: boolean;
    make: (name: string, teamId: number) => Promise<void>;
    onClose: () => void;
    /** What it needs besides a name and a team; it may depend on the team. */
    children?: (teamId: number) => ReactNode;
}

/** Name and team of something new; the team is asked for only where there is a choice. */
export function NewThing({ what, teams, incomplete = false, wide, make, onClose, children }: NewThingProps) {
    const [name, setName] = useState("");
    const [teamId, setTeamId] = useState(teams[0]?.id);
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState<string>();
    const isReady = name.trim() !== "" && !incomplete && teamId !== undefined;
    const create = async () => {
        if (!isReady || busy) return;
        setBusy(true);
        setFailure(undefined);
        try {
            await make(name.trim(), teamId);
        } catch (error) {
            setFailure(`It was not made. ${reasonOf(error)}`);
            setBusy(false);
        }
    };
    return (
        <Dialog
            title={`New ${what}`}
            wide={wide}
            onClose={onClose}
            footer={
                <>
                    <Button onClick={onClose}>Cancel</Button>
                    <Button kind="primary" busy={busy} disabled={!isReady} onClick={create}>
                        Create {what}
                    </Button>
                </>
            }
        >
            <form
                className="stack"
                onSubmit={(event) => {
                    event.preventDefault();
                    event.stopPropagation();
                    void create();
                }}
            >
                <TextField label="Name" autoComplete="off" maxLength={128} value={name} onChange={(event) => setName(event.target.value)} />
                {teams.length > 1 && (
                    <SelectField label="Team" value={teamId} onChange={(event) => setTeamId(Number(event.target.value))}>
                        {teams.map((one) => (
                            <option key={one.id} value={one.id}>
                                {one.name}
                            </option>
                        ))}
                    </SelectField>
                )}
                {teamId !== undefined && children?.(teamId)}
                {failure && <Banner tone="bad">{failure}</Banner>}
                <button type="submit" hidden />
            </form>
        </Dialog>
    );
}
