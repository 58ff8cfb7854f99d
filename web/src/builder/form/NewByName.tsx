import { useId, useState } from "react";
import { reasonOf } from "../../api";
import { Button } from "../../ui/Button";
import { toast } from "../../ui/Toast";

interface NewByNameProps {
    /** "data store", in the middle of a sentence. */
    what: string;
    start?: string;
    make: (name: string) => Promise<void>;
}

/** What needs no more than a name is made right here. */
export function NewByName({ what, start = "", make }: NewByNameProps) {
    const [name, setName] = useState(start);
    const id = useId();
    const [busy, setBusy] = useState(false);
    const create = async () => {
        if (busy || name.trim() === "") return;
        setBusy(true);
        try {
            await make(name.trim());
        } catch (error) {
            toast(`The ${what} was not made. ${reasonOf(error)}`, { kind: "bad" });
            setBusy(false);
        }
    };
    return (
        <div className="field">
            <label htmlFor={id}>Name of the new {what}</label>
            <div className="field-with-button">
                <input
                    id={id}
                    className="input"
                    value={name}
                    autoFocus
                    onChange={(event) => setName(event.target.value)}
                    onKeyDown={(event) => event.key === "Enter" && !event.ctrlKey && void create()}
                />
                <Button kind="primary" onClick={() => void create()} busy={busy} disabled={name.trim() === ""}>
                    Create {what}
                </Button>
            </div>
        </div>
    );
}
