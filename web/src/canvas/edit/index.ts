export * from "./change";
export * from "./connect";
export * from "./copy";
export { add, addRoute, isDirective, type Added, type Draft, type Place } from "./insert";
export { remove, removeAll } from "./remove";
export { moveRoute, routeOf, setFallback, setRouteDisabled, switchRoute } from "./routes";
