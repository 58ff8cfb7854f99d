import arrowDown from "lucide/arrow-down.svg";
import arrowUp from "lucide/arrow-up.svg";
import type { Module, Route } from "../../canvas/blueprint";
import { conditionsOf, fallbackOf, isModule } from "../../canvas/blueprint";
import { moveRoute, setFallback, setRouteDisabled } from "../../canvas/edit";
import { lookOf } from "../../canvas/look";
import { IconButton } from "../../ui/Button";
import { useBuilding } from "../building";

/** A router's routes in the order in which they run, and which one takes what is left. */
export function RoutesEditor({ router }: { router: Module }) {
    const { change, select } = useBuilding();
    const routes = router.routes ?? [];
    const fallback = fallbackOf(router);
    return (
        <div className="form-fields">
            <p className="note">
                Each bundle takes every route whose filter lets it pass, from top to bottom. The fallback route takes what no other one
                took.
            </p>
            {routes.length === 0 && <p>No routes yet. Add a module after the router; each one begins a route.</p>}
            <ol className="routes" aria-label="Routes">
                {routes.map((route, index) => (
                    <li key={index} className="route" data-off={route.disabled || undefined}>
                        <div className="route-head">
                            <span className="route-number">{index + 1}</span>
                            <RouteName route={route} fallback={fallback === index} />
                            <IconButton
                                icon={arrowUp}
                                label={`Move route ${index + 1} up`}
                                small
                                disabled={index === 0}
                                onClick={() => change((now) => moveRoute(now, router.id, index, index - 1))}
                            />
                            <IconButton
                                icon={arrowDown}
                                label={`Move route ${index + 1} down`}
                                small
                                disabled={index === routes.length - 1}
                                onClick={() => change((now) => moveRoute(now, router.id, index, index + 1))}
                            />
                        </div>
                        <div className="route-choices">
                            <label className="check">
                                <input
                                    type="checkbox"
                                    checked={fallback === index}
                                    onChange={(event) => change((now) => setFallback(now, router.id, event.target.checked ? index : null))}
                                />
                                Fallback<span className="hidden-text"> is route {index + 1}</span>
                            </label>
                            <label className="check">
                                <input
                                    type="checkbox"
                                    checked={route.disabled !== true}
                                    onChange={(event) => change((now) => setRouteDisabled(now, router.id, index, !event.target.checked))}
                                />
                                On<span className="hidden-text">: route {index + 1}</span>
                            </label>
                            {isModule(route.flow?.[0]) && (
                                <button
                                    type="button"
                                    className="link-button"
                                    onClick={() => select((route.flow as Module[])[0]?.id ?? router.id, "filter")}
                                >
                                    {conditionsOf(route.flow?.[0]?.filter).length > 0 ? "Edit filter" : "Set filter"}
                                    <span className="hidden-text"> of route {index + 1}</span>
                                </button>
                            )}
                        </div>
                    </li>
                ))}
            </ol>
        </div>
    );
}

function RouteName({ route, fallback }: { route: Route; fallback: boolean }) {
    const { catalog } = useBuilding();
    const first = route.flow?.[0];
    const filter = isModule(first) ? first.filter?.name : undefined;
    const target = isModule(first) ? lookOf(first, catalog).name : "empty";
    return (
        <span className="route-name">
            <strong>
                {filter || (fallback ? "Otherwise" : isModule(first) && conditionsOf(first.filter).length > 0 ? "Filter" : "Always")}
            </strong>
            <span className="note"> → {target}</span>
        </span>
    );
}
