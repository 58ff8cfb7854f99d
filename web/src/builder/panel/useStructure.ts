import { dataStores, structures, useAnswer, type Field, type ModuleDescription } from "../../api";
import type { Json, Module } from "../../canvas/blueprint";
import { fieldsFromSpecs, kindOf } from "../form/kinds";

/** The fields of the data structure that a module fills in: its own, or that of its data store. None where it has none. */
export function useStructure(module: Module, description: ModuleDescription | undefined): Field[] {
    const takesRecord = description?.mapper.some((field) => field.name === "data") === true;
    const store = chosen(module, takesRecord ? description?.parameters.find((field) => kindOf(field) === "dataStore") : undefined);
    // A module that reads by a structure can do without; one that must have it fills its fields in.
    const own = chosen(module, description?.parameters.find((field) => kindOf(field) === "structure" && field.required === true));
    const held = useAnswer(store === undefined ? null : `structure of store ${store}`, (signal) => dataStores.read(store ?? 0, signal));
    const id = own ?? held.data?.datastructureId ?? undefined;
    const answer = useAnswer(id === undefined ? null : `fields of structure ${id}`, (signal) => structures.read(id ?? 0, signal));
    return fieldsFromSpecs(answer.data?.spec);
}

function chosen(module: Module, field: Field | undefined): number | undefined {
    if (!field) return undefined;
    const value: Json | undefined = module.parameters?.[field.name] ?? module.mapper?.[field.name];
    const id = Number(value);
    return value !== undefined && value !== null && value !== "" && Number.isInteger(id) ? id : undefined;
}
