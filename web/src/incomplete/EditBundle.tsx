import { useEffect, useRef, useState } from "react";
import { incompletes, reasonOf } from "../api";
import { Button, Dialog, toast } from "../ui";
import { readBundle } from "./bundle";

interface EditBundleProps {
    id: string;
    moduleId: number;
    name: string;
    value: unknown;
    onClose: () => void;
    onSaved: () => void;
}

/** One module's bundle as JSON; what is wrong with it is named with its line. */
export function EditBundle({ id, moduleId, name, value, onClose, onSaved }: EditBundleProps) {
    const [text, setText] = useState(() => JSON.stringify(value, null, 2));
    const [error, setError] = useState<string>();
    const [busy, setBusy] = useState(false);
    const field = useRef<HTMLTextAreaElement>(null);
    // After the dialog has opened, which gives the focus to its first button.
    useEffect(() => field.current?.focus(), []);
    const save = async () => {
        const read = readBundle(text);
        if ("error" in read) return setError(read.error);
        setBusy(true);
        try {
            await incompletes.mend(id, { bundle: { [moduleId]: read.value } });
            toast("Saved. The next attempt uses it.", { kind: "good" });
            onSaved();
        } catch (failure) {
            setError(`Nothing was saved. ${reasonOf(failure)}`);
            setBusy(false);
        }
    };
    return (
        <Dialog
            title={`Bundle of ${name}`}
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
            <div className="stack">
                <p className="muted">The next attempt reads these values wherever a module maps something of {name}. The history keeps what there was.</p>
                <div className="field">
                    <textarea
                        className="input code-input"
                        aria-label={`Bundle of ${name} as JSON`}
                        aria-invalid={error ? true : undefined}
                        rows={14}
                        spellCheck={false}
                        ref={field}
                        value={text}
                        onChange={(event) => {
                            setText(event.target.value);
                            setError(undefined);
                        }}
                    />
                    {error && (
                        <div className="field-error" role="alert">
                            {error}
                        </div>
                    )}
                </div>
            </div>
        </Dialog>
    );
}
