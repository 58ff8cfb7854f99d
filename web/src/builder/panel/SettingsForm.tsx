import type { Field, ModuleDescription } from "../../api";
import type { Json, JsonObject, Module } from "../../canvas/blueprint";
import { isRouter } from "../../canvas/blueprint";
import { changeModule, setFlag } from "../../canvas/edit";
import { changing, isObject } from "../../canvas/paths";
import { useBuilding } from "../building";
import { CollectionEditor, KeyValues } from "../form/CollectionEditor";
import { ExpressionField } from "../form/ExpressionField";
import { Group } from "../form/FieldEditor";
import { fieldsFromSpecs, hasItems, kindOf } from "../form/kinds";
import { RoutesEditor } from "./RoutesEditor";
import { SampleStructure } from "./SampleStructure";
import { useStructure } from "./useStructure";

/** The form of a module: from its descriptor, otherwise from what the file says about its fields, otherwise from the values themselves. */
export function SettingsForm({ module }: { module: Module }) {
    const { catalog, change } = useBuilding();
    const description = catalog.get(module.module);
    const parameters = fieldsOf(description, "parameters", module);
    const structure = useStructure(module, description);
    const mapper = withStructure(fieldsOf(description, "mapper", module), structure);
    const freeMapper = mapper.length === 0 && (description === undefined || keepsFreeFields(description.role));

    const set = (key: "parameters" | "mapper", next: JsonObject) =>
        change((blueprint) => changeModule(blueprint, module.id, (now) => changing(now, [key], () => next)), `${module.id} ${key}`);

    if (isRouter(module)) return <RoutesEditor router={module} />;
    const leading = leadingOf(parameters, mapper);
    const fields = (key: "parameters" | "mapper", shown: Field[], rest = true) => (
        <CollectionEditor
            fields={shown}
            among={key === "mapper" ? mapper : parameters}
            rest={rest}
            value={objectOf(module[key])}
            moduleId={module.id}
            isStatic={key === "parameters"}
            onChange={(next) => set(key, next)}
        />
    );
    const nothing = parameters.length === 0 && mapper.length === 0 && !freeMapper && !isObject(module.mapper);
    return (
        <div className="form-fields">
            {!description && (
                <p className="banner">
                    <span>
                        <strong>{module.module}</strong> is not in the library. It is kept as it is, and its values can be changed; a run
                        stops at it.
                    </span>
                </p>
            )}
            {leading.length > 0 && fields("mapper", leading, false)}
            {fields("parameters", parameters)}
            {freeMapper ? (
                <Group label={freeLabel(description?.role)} help={freeHelp(description?.role)}>
                    <KeyValues
                        value={objectOf(module.mapper)}
                        moduleId={module.id}
                        onChange={(next) => set("mapper", next)}
                        what={freeLabel(description?.role)}
                    />
                </Group>
            ) : (
                fields("mapper", mapper.filter((field) => !leading.includes(field)))
            )}
            {gathers(description?.role) && <Grouping module={module} />}
            {module.module.startsWith("gateway:Custom") && <SampleStructure module={module} />}
            {nothing && (
                <p className="note">{description?.role === "errorDirective" ? description.summary : "This module has nothing to set."}</p>
            )}
        </div>
    );
}

function fieldsOf(description: ModuleDescription | undefined, key: "parameters" | "mapper", module: Module): Field[] {
    if (description) return description[key];
    return fieldsFromSpecs(key === "parameters" ? module.metadata?.parameters : module.metadata?.expect);
}

/** A module that has a field for a whole record gets the fields within it; others have them beside their own. */
function withStructure(mapper: Field[], structure: Field[]): Field[] {
    if (structure.length === 0) return mapper;
    const record = mapper.find((field) => field.name === "data" && kindOf(field) === "collection" && !hasItems(field));
    if (record) return mapper.map((field) => (field === record ? { ...field, spec: structure } : field));
    const taken = new Set(mapper.map((field) => field.name));
    return [...mapper, ...structure.filter((field) => !taken.has(field.name))];
}

/** What a module is about stands first: the URL of a request, and not how one signs in there. */
function leadingOf(parameters: Field[], mapper: Field[]): Field[] {
    if (parameters.length === 0 || parameters[0]?.required) return [];
    const end = mapper.findIndex((field) => !field.required || field.advanced);
    return end === -1 ? [] : mapper.slice(0, end);
}

const objectOf = (value: JsonObject | null | undefined): JsonObject => value ?? {};
const gathers = (role: string | undefined) => role === "arrayAggregator" || role === "aggregator";
const keepsFreeFields = (role: string) => gathers(role) || role === "returnOutputs";
const freeLabel = (role: string | undefined) =>
    gathers(role) ? "Fields of each item" : role === "returnOutputs" ? "Outputs" : "Values";
const freeHelp = (role: string | undefined) =>
    role === "arrayAggregator" ? "What is kept of every bundle. Without fields the whole bundle is." : undefined;

/** What an aggregator does beyond gathering: one array per group, none where there was nothing. */
function Grouping({ module }: { module: Module }) {
    const { change } = useBuilding();
    const set = (name: string, value: Json | undefined) =>
        change((blueprint) => setFlag(blueprint, module.id, name, value), `${module.id} flags ${name}`);
    const groupBy = module.flags?.["groupBy"];
    const stops = module.flags?.["stopIfEmpty"] === true;
    return (
        <>
            <ExpressionField
                label="Group by"
                value={typeof groupBy === "string" ? groupBy : ""}
                moduleId={module.id}
                help="One array for each different value. Later modules read the value as the field Key."
                onChange={(value) => set("groupBy", value === "" ? undefined : value)}
            />
            <label className="check">
                <input type="checkbox" checked={stops} onChange={(event) => set("stopIfEmpty", event.target.checked || undefined)} />
                Stop if there is nothing to collect
            </label>
        </>
    );
}
