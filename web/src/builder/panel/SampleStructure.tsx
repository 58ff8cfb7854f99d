import { useState } from "react";
import type { JsonObject, Module } from "../../canvas/blueprint";
import { setInterface } from "../../canvas/edit";
import { Button } from "../../ui/Button";
import { useBuilding } from "../building";
import { readInput, specsFromSample } from "../run/input";

/** What a webhook will be sent, told by an example, so that its fields can be mapped before the first delivery. */
export function SampleStructure({ module }: { module: Module }) {
    const { change } = useBuilding();
    const [text, setText] = useState("");
    const [error, setError] = useState<string>();
    const known = module.metadata?.interface?.map((spec) => spec.name).filter(Boolean) ?? [];
    const take = () => {
        const read = readInput(text);
        if ("error" in read) return setError(read.error);
        setError(undefined);
        change((blueprint) => setInterface(blueprint, module.id, specsFromSample(read.value) as JsonObject[]));
        setText("");
    };
    return (
        <details className="form-more">
            <summary>Fields that it is sent {known.length > 0 ? `(${known.length})` : ""}</summary>
            <div className="form-fields">
                <p className="note">
                    {known.length > 0 ? `Known: ${known.join(", ")}.` : "Not known yet."} A run shows them; an example does, too.
                </p>
                <div className="field">
                    <textarea
                        className="input code-input"
                        aria-label="Example as JSON"
                        rows={4}
                        spellCheck={false}
                        placeholder={'{ "total": 120 }'}
                        value={text}
                        onChange={(event) => setText(event.target.value)}
                    />
                    {error && <div className="field-error">{error}</div>}
                </div>
                <div>
                    <Button small onClick={take} disabled={text.trim() === ""}>
                        Take the fields from it
                    </Button>
                </div>
            </div>
        </details>
    );
}
