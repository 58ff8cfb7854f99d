import plus from "lucide/plus.svg";
import trash from "lucide/trash-2.svg";
import { useId, useState } from "react";
import type { Condition, Filter, Module } from "../../canvas/blueprint";
import { setFilter } from "../../canvas/edit";
import { Button, IconButton } from "../../ui/Button";
import { useBuilding } from "../building";
import { ExpressionField } from "../form/ExpressionField";
import { isKnownOperator, isUnary, operatorGroups } from "./operators";

const fresh: Condition = { a: "", o: "text:equal", b: "" };

/** The gate before a module: groups of which one must hold, conditions that must all hold in a group. */
export function FilterEditor({ module }: { module: Module }) {
    const { change } = useBuilding();
    const filter = module.filter ?? null;
    const groups = Array.isArray(filter?.conditions) ? (filter?.conditions ?? []) : [];
    const set = (next: Filter | null) => change((blueprint) => setFilter(blueprint, module.id, next), `${module.id} filter`);
    const setGroups = (conditions: Condition[][]) => set({ ...(filter ?? { name: "" }), conditions });
    const setGroup = (index: number, group: Condition[]) =>
        setGroups(groups.map((other, place) => (place === index ? group : other)).filter((other) => other.length > 0));
    const name = useId();
    const [made, setMade] = useState(false);

    if (!filter) {
        return (
            <div className="form-fields">
                <p className="note">No filter: every bundle passes. A bundle that a filter stops costs nothing here or later.</p>
                <div>
                    <Button
                        icon={plus}
                        onClick={() => {
                            setMade(true);
                            set({ name: "", conditions: [[{ ...fresh }]] });
                        }}
                    >
                        Set a filter
                    </Button>
                </div>
            </div>
        );
    }
    return (
        <div className="form-fields">
            <div className="field">
                <label htmlFor={name}>Name</label>
                <input
                    id={name}
                    className="input"
                    value={filter.name ?? ""}
                    placeholder="What passes, in a few words"
                    autoFocus={made}
                    onChange={(event) => set({ ...filter, name: event.target.value })}
                />
            </div>
            {groups.map((group, index) => (
                <fieldset key={index} className="condition-group">
                    <legend>{index === 0 ? "Passes if" : "or if"}</legend>
                    {group.map((condition, place) => (
                        <ConditionEditor
                            key={place}
                            condition={condition}
                            name={`${index + 1}.${place + 1}`}
                            moduleId={module.id}
                            joined={place > 0}
                            onChange={(next) =>
                                setGroup(
                                    index,
                                    group.map((other, at) => (at === place ? next : other)),
                                )
                            }
                            onRemove={() =>
                                setGroup(
                                    index,
                                    group.filter((_, at) => at !== place),
                                )
                            }
                        />
                    ))}
                    <div>
                        <Button icon={plus} small onClick={() => setGroup(index, [...group, { ...fresh }])}>
                            And
                        </Button>
                    </div>
                </fieldset>
            ))}
            <div className="row">
                <Button icon={plus} small onClick={() => setGroups([...groups, [{ ...fresh }]])}>
                    {groups.length === 0 ? "Add a condition" : "Or"}
                </Button>
                <Button kind="danger" icon={trash} small onClick={() => set(null)}>
                    Take the filter away
                </Button>
            </div>
            {groups.length === 0 && <p className="note">Without conditions every bundle passes; the name only names the way.</p>}
        </div>
    );
}

interface ConditionEditorProps {
    condition: Condition;
    name: string;
    moduleId: number;
    joined: boolean;
    onChange: (condition: Condition) => void;
    onRemove: () => void;
}

function ConditionEditor({ condition, name, moduleId, joined, onChange, onRemove }: ConditionEditorProps) {
    const operator = condition.o ?? "exist";
    const set = (o: string) => {
        const { b, ...rest } = condition;
        onChange(isUnary(o) ? { ...rest, o } : { ...rest, o, b: b ?? "" });
    };
    return (
        <div className="condition">
            {joined && <div className="condition-and">and</div>}
            <ExpressionField
                label={`Value of condition ${name}`}
                labelHidden
                value={condition.a ?? ""}
                moduleId={moduleId}
                placeholder="Value, such as {{1.total}}"
                onChange={(a) => onChange({ ...condition, a })}
                extra={<IconButton icon={trash} label={`Take condition ${name} away`} small onClick={onRemove} />}
            />
            <select
                className="input"
                aria-label={`Operator of condition ${name}`}
                value={operator}
                onChange={(event) => set(event.target.value)}
            >
                {!isKnownOperator(operator) && <option value={operator}>{operator}</option>}
                {operatorGroups.map((group) => (
                    <optgroup key={group.label} label={group.label}>
                        {group.operators.map((each) => (
                            <option key={each.value} value={each.value}>
                                {group.label === "Any" || group.label === "Number of items" ? each.label : `${group.label}: ${each.label}`}
                            </option>
                        ))}
                    </optgroup>
                ))}
            </select>
            {!isUnary(operator) && (
                <ExpressionField
                    label={`Compared with, condition ${name}`}
                    labelHidden
                    value={condition.b ?? ""}
                    moduleId={moduleId}
                    placeholder="Compared with"
                    onChange={(b) => onChange({ ...condition, b })}
                />
            )}
        </div>
    );
}
