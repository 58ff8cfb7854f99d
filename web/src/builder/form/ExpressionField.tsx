import { useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import braces from "lucide/braces.svg";
import { visibleTo } from "../../canvas/visible";
import { Icon } from "../../ui/Icon";
import { useBuilding } from "../building";
import { MappingPicker, type Insertion } from "../mapping/MappingPicker";
import { inShort, pieces, referencedModules, unknownFunctions, valueOfReference } from "../mapping/reference";
import { inserted } from "./insertion";
import { useExpressionCheck } from "./useExpressionCheck";

interface ExpressionFieldProps {
    label: string;
    /** The label is only read aloud: a heading beside it says the same to the eye. */
    labelHidden?: boolean;
    value: string;
    moduleId: number;
    onChange: (value: string) => void;
    required?: boolean | undefined;
    help?: string | undefined;
    multiline?: boolean | undefined;
    numeric?: boolean;
    placeholder?: string;
    autoFocus?: boolean;
    /** Beside the label, such as what takes the field away. */
    extra?: ReactNode;
}

/** A text with `{{…}}` in it: islands are tinted, values are put in from a list, mistakes and the last known value stand below. */
export function ExpressionField(props: ExpressionFieldProps) {
    const { label, value, moduleId, onChange } = props;
    const { graph, samples, functions } = useBuilding();
    const id = useId();
    const area = useRef<HTMLTextAreaElement>(null);
    const caret = useRef<{ start: number; end: number } | null>(null);
    const [picking, setPicking] = useState(false);
    const mistake = useExpressionCheck(value);
    const missing = useMemo(
        () => unknownFunction(value, functions) ?? unreachable(value, graph, moduleId),
        [value, functions, graph, moduleId],
    );
    const sample = useMemo(() => valueOfReference(value, samples), [value, samples]);
    const note = mistake ? `${mistake.message} (at character ${mistake.offset + 1})` : missing;
    // A field that nobody has been to yet is not wrong for being empty.
    const [visited, setVisited] = useState(false);
    const lacking = props.required && value.trim() === "";
    const empty = lacking && visited;

    const keepCaret = () => {
        if (area.current) caret.current = { start: area.current.selectionStart, end: area.current.selectionEnd };
    };
    const insert = ({ inside, caretBack }: Insertion) => {
        const { start, end } = caret.current ?? { start: value.length, end: value.length };
        const next = inserted(value, start, end, inside, caretBack);
        caret.current = { start: next.caret, end: next.caret };
        onChange(next.text);
        setPicking(false);
        // The field shows the new text only after the next drawing.
        requestAnimationFrame(() => {
            area.current?.focus();
            area.current?.setSelectionRange(next.caret, next.caret);
        });
    };
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key === " " && event.ctrlKey) {
            event.preventDefault();
            keepCaret();
            setPicking(true);
        }
    };
    return (
        <div className={`field expression ${props.labelHidden ? "expression-bare" : ""} ${props.extra ? "expression-extra" : ""}`}>
            <div className="expression-label">
                <label htmlFor={id} className={props.labelHidden ? "hidden-text" : ""}>
                    {label}
                </label>
                {props.required && !props.labelHidden && <span className="note">required</span>}
            </div>
            <div className={`expression-box ${props.multiline ? "expression-tall" : ""}`}>
                <div className="expression-back" aria-hidden="true">
                    {pieces(value).map((piece, index) =>
                        piece.island ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
                    )}
                    {/* A line end at the very end takes no room of its own. */}
                    {"\u200b"}
                </div>
                <textarea
                    ref={area}
                    id={id}
                    rows={1}
                    autoFocus={props.autoFocus}
                    spellCheck={false}
                    value={value}
                    placeholder={props.placeholder}
                    inputMode={props.numeric ? "decimal" : undefined}
                    aria-invalid={note || empty ? true : undefined}
                    aria-describedby={`${id}-notes`}
                    onChange={(event) => onChange(event.target.value)}
                    onSelect={keepCaret}
                    onBlur={() => {
                        keepCaret();
                        setVisited(true);
                    }}
                    onKeyDown={onKeyDown}
                />
            </div>
            {/* After the field in the order of Tab, beside its label for the eye. */}
            <span className="expression-aside">
                {props.extra}
                <button
                    type="button"
                    className="expression-map"
                    aria-label={`Insert a value into ${label}`}
                    aria-expanded={picking}
                    title="Insert a value or function (Ctrl+Space)"
                    tabIndex={-1}
                    onClick={() => setPicking(!picking)}
                >
                    <Icon svg={braces} size={13} />
                </button>
            </span>
            <div id={`${id}-notes`} className="expression-notes">
                {note && <div className="field-error">{note}</div>}
                {!note && sample !== undefined && (
                    <div className="note expression-sample" title={inShort(sample, 2000)}>
                        last run: {inShort(sample)}
                    </div>
                )}
                {lacking && !note && <div className="field-warning">It is required, and empty.</div>}
                {props.help && <div className="note">{props.help}</div>}
            </div>
            {picking && (
                <MappingPicker
                    moduleId={moduleId}
                    onChoose={insert}
                    onClose={() => {
                        setPicking(false);
                        area.current?.focus();
                    }}
                />
            )}
        </div>
    );
}

function unknownFunction(text: string, functions: readonly { name: string }[]): string | null {
    if (functions.length === 0 || !text.includes("(")) return null;
    const [name] = unknownFunctions(text, new Set(functions.map((described) => described.name)));
    return name === undefined ? null : `There is no function ${name}.`;
}

/** A reference to a module that does not come before this one resolves to nothing when it runs; better to say so now. */
function unreachable(text: string, graph: ReturnType<typeof useBuilding>["graph"], moduleId: number): string | null {
    const referenced = referencedModules(text);
    if (referenced.length === 0) return null;
    const visible = new Set(visibleTo(graph, moduleId).map((step) => step.id));
    const absent = referenced.find((other) => !visible.has(other));
    if (absent === undefined) return null;
    if (!graph.byId.has(absent)) return `There is no module ${absent}.`;
    return absent === moduleId
        ? "A module can't use its own output."
        : `Module ${absent} gives nothing here: it does not come before this one, or its bundles were aggregated.`;
}
