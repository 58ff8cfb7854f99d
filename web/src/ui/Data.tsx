import { useState } from "react";
import copy from "lucide/copy.svg";
import { bytes } from "../format";
import { Button, IconButton } from "./Button";
import { toast } from "./Toast";

const shownAtFirst = 4000;

/** A value as JSON; a long one opens on request. */
export function Data({ name, value, empty }: { name: string; value: unknown; empty: string }) {
    const [whole, setWhole] = useState(false);
    const text = JSON.stringify(value, null, 2) ?? "";
    if (value === null || value === undefined || text === "{}" || text === "[]") return <p className="muted">{empty}</p>;
    const cut = !whole && text.length > shownAtFirst;
    return (
        <div className="data">
            <IconButton
                small
                className="data-copy"
                icon={copy}
                label={`Copy ${name.toLocaleLowerCase()}`}
                onClick={() =>
                    navigator.clipboard.writeText(text).then(
                        () => toast("Copied."),
                        () => toast("The browser did not allow copying.", { kind: "bad" }),
                    )
                }
            />
            <pre tabIndex={0} role="group" aria-label={name}>
                {cut ? text.slice(0, shownAtFirst) : text}
            </pre>
            {cut && (
                <Button small kind="quiet" onClick={() => setWhole(true)}>
                    Show all {bytes(text.length)}
                </Button>
            )}
        </div>
    );
}
