import { Check } from "../ui";
import { Example } from "./Example";
import { FieldRows } from "./FieldRows";
import { draftsOf, problemsOf, type FieldDraft } from "./fields";

interface StructureFormProps {
    drafts: readonly FieldDraft[];
    strict: boolean;
    /** Something was tried that needs all of it right. */
    tried: boolean;
    disabled?: boolean;
    onChange: (drafts: FieldDraft[]) => void;
    onStrict: (strict: boolean) => void;
}

/** The fields, and whether others are let in. */
export function StructureForm({ drafts, strict, tried, disabled = false, onChange, onStrict }: StructureFormProps) {
    return (
        <>
            {drafts.length === 0 && <p className="muted">No fields yet. Add them one by one, or take them from an example.</p>}
            <FieldRows
                drafts={drafts}
                problems={tried ? problemsOf(drafts) : new Map()}
                within="the structure"
                disabled={disabled}
                onChange={onChange}
            />
            {!disabled && <Example open={drafts.length === 0} onTaken={(specs) => onChange(draftsOf(specs))} />}
            <Check label="Strict: other fields are refused" on={strict} disabled={disabled} onChange={onStrict} />
        </>
    );
}
