import type { Blueprint, Module, Route } from "../blueprint";
import { fallbackOf } from "../blueprint";
import { changing, isObject, valueAt, type Path } from "../paths";
import { changeModule } from "./change";

/** The route that runs for what passed no other one; `null` for none. */
export function setFallback(blueprint: Blueprint, router: number, index: number | null): Blueprint {
    return changeModule(blueprint, router, (module) => changing(module, ["parameters", "else"], () => index ?? undefined));
}

export function setRouteDisabled(blueprint: Blueprint, router: number, index: number, disabled: boolean): Blueprint {
    return changeModule(blueprint, router, (module) => changing(module, ["routes", index, "disabled"], () => disabled || undefined));
}

/** The nearest route or branch on which the modules of a chain stand; `null` in the main flow. Those of an agent's tools can't be switched. */
export function routeOf(blueprint: Blueprint, chain: Path): Route | null {
    const kind = chain[chain.length - 3];
    if (chain[chain.length - 1] !== "flow" || (kind !== "routes" && kind !== "branches")) return null;
    const route = valueAt(blueprint, chain.slice(0, -1));
    return isObject(route) ? (route as Route) : null;
}

export function switchRoute(blueprint: Blueprint, chain: Path, on: boolean): Blueprint {
    return routeOf(blueprint, chain) ? changing(blueprint, [...chain.slice(0, -1), "disabled"], () => (on ? undefined : true)) : blueprint;
}

/** Moves a route; the fallback stays the fallback. */
export function moveRoute(blueprint: Blueprint, router: number, from: number, to: number): Blueprint {
    return changeModule(blueprint, router, (module) => {
        const routes = (module.routes ?? []).slice();
        const [route] = routes.splice(from, 1);
        if (!route || to < 0 || to > routes.length) return module;
        routes.splice(to, 0, route);
        const fallback = fallbackOf(module);
        const kept = fallback === null ? null : (module.routes ?? [])[fallback];
        const moved = { ...module, routes };
        return kept ? changing(moved, ["parameters", "else"], () => routes.indexOf(kept)) : moved;
    });
}

/** A router without one of its routes; the number of its fallback follows. */
export function withoutRoute(router: Module, index: number): Module {
    const routes = (router.routes ?? []).filter((_: Route, place) => place !== index);
    const fallback = fallbackOf(router);
    const next: Module = { ...router, routes };
    if (fallback === null || fallback < index) return next;
    return changing(next, ["parameters", "else"], () => (fallback === index ? undefined : fallback - 1));
}
