import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { readInput } from "./input";

interface JsonDialogProps {
    title: string;
    label: string;
    explanation: ReactNode;
    initial: string;
    action: string;
    /** A choice beside the data. */
    choice?: { label: string; on: boolean } | undefined;
    withoutText?: boolean;
    /** `null` where nothing was typed. */
    onDone: (value: Record<string, unknown> | null, chosen: boolean) => void;
    onClose: () => void;
}

/** Asks for an object as JSON; what is wrong with it is said below. */
export function JsonDialog({ title, label, explanation, initial, action, choice, withoutText, onDone, onClose }: JsonDialogProps) {
    const [text, setText] = useState(initial);
    const [chosen, setChosen] = useState(choice?.on ?? false);
    const [error, setError] = useState<string>();
    const field = useRef<HTMLTextAreaElement>(null);
    const button = useRef<HTMLButtonElement>(null);
    useEffect(() => (field.current ?? button.current)?.focus(), []);
    const done = () => {
        const read = readInput(text);
        if ("error" in read) setError(read.error);
        else onDone(text.trim() === "" ? null : read.value, chosen);
    };
    return (
        <Dialog
            title={title}
            onClose={onClose}
            wide
            footer={
                <>
                    <Button onClick={onClose}>Cancel</Button>
                    <Button ref={button} kind="primary" onClick={done}>
                        {action}
                    </Button>
                </>
            }
        >
            <div className="form-fields">
                <div className="muted">{explanation}</div>
                {!withoutText && (
                    <div className="field">
                        <textarea
                            ref={field}
                            className="input code-input"
                            aria-label={label}
                            rows={10}
                            spellCheck={false}
                            value={text}
                            aria-invalid={error ? true : undefined}
                            onChange={(event) => {
                                setText(event.target.value);
                                setError(undefined);
                            }}
                            onKeyDown={(event) => {
                                if (event.key !== "Enter" || !event.ctrlKey) return;
                                event.preventDefault();
                                event.stopPropagation();
                                done();
                            }}
                        />
                        {error && (
                            <div className="field-error" role="alert">
                                {error}
                            </div>
                        )}
                    </div>
                )}
                {choice && (
                    <label className="check">
                        <input type="checkbox" checked={chosen} onChange={(event) => setChosen(event.target.checked)} />
                        {choice.label}
                    </label>
                )}
            </div>
        </Dialog>
    );
}
