import { useState } from "react";
import { readInput, specsFromSample } from "../builder/run/input";
import type { FieldSpec } from "../canvas/blueprint";
import { Button, TextArea } from "../ui";

interface ExampleProps {
    open: boolean;
    onTaken: (specs: FieldSpec[]) => void;
}

/** The fields of an example, in place of those that there are. */
export function Example({ open, onTaken }: ExampleProps) {
    const [text, setText] = useState("");
    const [error, setError] = useState<string>();
    const take = () => {
        const read = readInput(text);
        if ("error" in read) return setError(read.error);
        setText("");
        onTaken(specsFromSample(read.value));
    };
    return (
        <details className="connection-more" open={open || undefined}>
            <summary>From an example</summary>
            <div className="stack">
                <TextArea
                    className="secret-text"
                    label="Example as JSON"
                    rows={5}
                    spellCheck={false}
                    placeholder={'{ "name": "Ada", "age": 36 }'}
                    value={text}
                    error={error}
                    onChange={(event) => {
                        setText(event.target.value);
                        setError(undefined);
                    }}
                />
                <div>
                    <Button small disabled={text.trim() === ""} onClick={take}>
                        {open ? "Take the fields from it" : "Replace the fields by those of it"}
                    </Button>
                </div>
            </div>
        </details>
    );
}
