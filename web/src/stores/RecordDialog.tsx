import { useState } from "react";
import { dataStores, reasonOf, type StoreRecord } from "../api";
import { readBundle } from "../incomplete/bundle";
import { Button, Dialog, TextArea, TextField } from "../ui";

interface RecordDialogProps {
    storeId: number;
    /** Undefined: a new one. */
    record: StoreRecord | undefined;
    onSaved: () => void;
    onClose: () => void;
}

/** A record as JSON. The key of one that is there can't be changed: it is what it is found by. */
export function RecordDialog({ storeId, record, onSaved, onClose }: RecordDialogProps) {
    const [key, setKey] = useState(record?.key ?? "");
    const [text, setText] = useState(() => JSON.stringify(record?.data ?? {}, null, 2));
    const [error, setError] = useState<string>();
    const [busy, setBusy] = useState(false);
    const save = async () => {
        const read = readBundle(text);
        if ("error" in read) return setError(read.error.replace(/A bundle/g, "A record"));
        setBusy(true);
        try {
            if (record) await dataStores.putRecord(storeId, record.key, read.value);
            else await dataStores.addRecord(storeId, { ...(key.trim() === "" ? {} : { key: key.trim() }), data: read.value });
            onSaved();
        } catch (failure) {
            setError(`Nothing was saved. ${reasonOf(failure)}`);
            setBusy(false);
        }
    };
    return (
        <Dialog
            title={record ? `Record ${record.key}` : "New record"}
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
                {!record && <TextField label="Key" value={key} help="Empty: one is made." onChange={(event) => setKey(event.target.value)} />}
                <TextArea
                    className="secret-text"
                    label="Data as JSON"
                    rows={12}
                    spellCheck={false}
                    value={text}
                    error={error}
                    onChange={(event) => {
                        setText(event.target.value);
                        setError(undefined);
                    }}
                />
            </div>
        </Dialog>
    );
}
