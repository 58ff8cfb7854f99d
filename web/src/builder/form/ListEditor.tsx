import arrowDown from "lucide/arrow-down.svg";
import arrowUp from "lucide/arrow-up.svg";
import plus from "lucide/plus.svg";
import trash from "lucide/trash-2.svg";
import type { Field } from "../../api";
import type { Json, JsonObject } from "../../canvas/blueprint";
import { isObject } from "../../canvas/paths";
import { Button, IconButton } from "../../ui/Button";
import { beginnings } from "../picker/draft";
import { CollectionEditor } from "./CollectionEditor";
import { GenericValue } from "./GenericValue";
import { hasItems, isPrimitiveList } from "./kinds";

interface ListEditorProps {
    field: Field;
    value: Json[];
    moduleId: number;
    isStatic: boolean;
    onChange: (value: Json[]) => void;
}

/** The items of an array: added, taken away, moved. */
export function ListEditor({ field, value, moduleId, isStatic, onChange }: ListEditorProps) {
    const label = field.label || field.name;
    const change = (index: number, item: Json) => onChange(value.map((other, place) => (place === index ? item : other)));
    const move = (index: number, by: number) => {
        const next = value.slice();
        const [item] = next.splice(index, 1);
        if (item === undefined) return;
        next.splice(index + by, 0, item);
        onChange(next);
    };
    const last = value[value.length - 1];
    const plain = !hasItems(field) ? !isObject(last) : isPrimitiveList(field) && !isObject(last);
    const add = () => onChange([...value, plain ? "" : hasItems(field) ? beginnings(field.spec ?? []) : {}]);
    return (
        <ol className="list-editor" aria-label={label}>
            {value.map((item, index) => (
                <li key={index} className="list-item">
                    <div className="list-item-head">
                        <span className="note">{plain ? "" : `Item ${index + 1}`}</span>
                        <span className="list-item-tools">
                            <IconButton
                                icon={arrowUp}
                                label={`Move item ${index + 1} up`}
                                small
                                disabled={index === 0}
                                onClick={() => move(index, -1)}
                            />
                            <IconButton
                                icon={arrowDown}
                                label={`Move item ${index + 1} down`}
                                small
                                disabled={index === value.length - 1}
                                onClick={() => move(index, 1)}
                            />
                            <IconButton
                                icon={trash}
                                label={`Take item ${index + 1} away`}
                                small
                                onClick={() => onChange(value.filter((_, place) => place !== index))}
                            />
                        </span>
                    </div>
                    {isObject(item) && hasItems(field) ? (
                        <CollectionEditor
                            fields={field.spec ?? []}
                            value={item as JsonObject}
                            moduleId={moduleId}
                            isStatic={isStatic}
                            onChange={(next) => change(index, next)}
                        />
                    ) : (
                        <GenericValue
                            name={`${label} ${index + 1}`}
                            value={item}
                            moduleId={moduleId}
                            onChange={(next) => change(index, next)}
                            labelHidden
                        />
                    )}
                </li>
            ))}
            <li>
                <Button icon={plus} small onClick={add} aria-label={`Add an item to ${label}`}>
                    Add an item
                </Button>
            </li>
        </ol>
    );
}
