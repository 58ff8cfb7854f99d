import type { Blueprint, Filter, Json, JsonObject, Module } from "../blueprint";
import { hasFilter } from "../blueprint";
import type { Point } from "../geometry";
import { tidyPlaces } from "../layout";
import { graphOf } from "../graph";
import type { Path } from "../paths";
import { changing, isObject } from "../paths";

/** Changes one module in its place; everything else stays the same object. */
export function changeModule(blueprint: Blueprint, id: number, change: (module: Module) => Module): Blueprint {
    const step = graphOf(blueprint).byId.get(id);
    if (!step) return blueprint;
    return changing(blueprint, [...step.chain, step.index], (module) => change(module as Module));
}

/** Changes a value inside a module, such as `["mapper", "url"]`; `undefined` takes the key away. */
export function changeValue(blueprint: Blueprint, id: number, path: Path, value: Json | undefined): Blueprint {
    return changeModule(blueprint, id, (module) => changing(module, path, () => value));
}

export function move(blueprint: Blueprint, places: ReadonlyMap<number, Point>): Blueprint {
    let next = blueprint;
    for (const [id, place] of places) {
        const x = Math.round(place.x);
        const y = Math.round(place.y);
        next = changeModule(next, id, (module) =>
            changing(
                changing(module, ["metadata", "designer", "x"], () => x),
                ["metadata", "designer", "y"],
                () => y,
            ),
        );
    }
    return next;
}

export function tidyUp(blueprint: Blueprint): Blueprint {
    return move(blueprint, tidyPlaces(blueprint));
}

export function renameModule(blueprint: Blueprint, id: number, name: string): Blueprint {
    // The blank at the end stays: it is called with every letter that is typed, and the next word follows.
    return changeValue(blueprint, id, ["metadata", "designer", "name"], name.trimStart() || undefined);
}

export function renameScenario(blueprint: Blueprint, name: string): Blueprint {
    return changing(blueprint, ["name"], () => name);
}

/** Sets the filter before a module; one without conditions and name is taken away. */
export function setFilter(blueprint: Blueprint, id: number, filter: Filter | null): Blueprint {
    const kept = filter && (hasFilter(filter) || Array.isArray(filter.conditions)) ? filter : undefined;
    return changeModule(blueprint, id, (module) => changing(module, ["filter"], () => kept));
}

export function setFlag(blueprint: Blueprint, id: number, name: string, value: Json | undefined): Blueprint {
    return changeModule(blueprint, id, (module) => {
        const next = changing(module, ["flags", name], () => value);
        return isObject(next.flags) && Object.keys(next.flags).length === 0 ? changing(next, ["flags"], () => undefined) : next;
    });
}

export function setInterface(blueprint: Blueprint, id: number, fields: JsonObject[]): Blueprint {
    return changeValue(blueprint, id, ["metadata", "interface"], fields);
}
