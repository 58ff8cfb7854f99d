import type { Blueprint, Module, Route } from "../blueprint";
import { fallbackOf } from "../blueprint";
import { changing } from "../paths";
import { changeModule } from "./change";

/** The route that runs for what passed no other one; `null` for none. */
export function setFallback(blueprint: Blueprint, router: number, index: number | null): Blueprint {
    return changeModule(blueprint, router, (module) => changing(module, ["parameters", "else"], () => index ?? undefined));
}

export function setRouteDisabled(blueprint: Blueprint, router: number, index: number, disabled: boolean): Blueprint {
    return changeModule(blueprint, router, (module) => changing(module, ["routes", index, "disabled"], () => disabled || undefined));
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
