import { assert, test } from "../../tests/unit/check";
import { sample } from "../canvas/sample";
import { moduleAt } from "../canvas/moduleAt";
import { changedSince, textsIn } from "./commands";
import { changeValue, renameModule } from "../canvas/edit";
import { graphOf } from "../canvas/graph";
import { commandFor } from "./keyboard";
import { findModules, withRecent } from "./picker/search";
import type { ModuleDescription } from "../api";

test("a warning's path leads to its module, however deep", () => {
    assert.strictEqual(moduleAt(sample, "flow[2].routes[1].flow[0].mapper.url")?.id, 6);
    assert.strictEqual(moduleAt(sample, "flow[0].parameters.hook")?.id, 1);
    assert.strictEqual(moduleAt(sample, "metadata.zone"), null);
});

test("a module is changed by its settings, not by its name", () => {
    const before = graphOf(sample).byId.get(6)?.module;
    const renamed = graphOf(renameModule(sample, 6, "Fetch")).byId.get(6)?.module;
    const edited = graphOf(changeValue(sample, 6, ["mapper", "url"], "x")).byId.get(6)?.module;
    assert.strictEqual(renamed && changedSince(before, renamed), false);
    assert.strictEqual(edited && changedSince(before, edited), true);
});

test("a name of several words can be typed letter by letter", () => {
    const typed = [..."What now"].reduce((blueprint, _, at) => renameModule(blueprint, 6, "What now".slice(0, at + 1)), sample);
    assert.strictEqual(graphOf(typed).byId.get(6)?.module.metadata?.designer?.name, "What now");
    const half = graphOf(renameModule(sample, 6, "What ")).byId.get(6)?.module;
    assert.strictEqual(half?.metadata?.designer?.name, "What ");
    const none = graphOf(renameModule(typed, 6, "  ")).byId.get(6)?.module;
    assert.strictEqual(none?.metadata?.designer?.name, undefined);
});

test("texts are found at any depth", () => {
    assert.deepStrictEqual(textsIn({ a: "x", b: [1, { c: "y" }] }), ["x", "y"]);
});

const press = (key: string, more: Partial<{ ctrl: boolean; shift: boolean; alt: boolean }> = {}) => ({
    key,
    ctrl: false,
    shift: false,
    alt: false,
    ...more,
});

test("keys are text in a field, commands on the canvas", () => {
    assert.strictEqual(commandFor(press("n"), "canvas"), "add");
    assert.strictEqual(commandFor(press("n"), "field"), null);
    assert.strictEqual(commandFor(press("z", { ctrl: true }), "field"), null);
    assert.strictEqual(commandFor(press("s", { ctrl: true }), "field"), "save");
    assert.strictEqual(commandFor(press("Enter", { ctrl: true }), "field"), "run");
    assert.strictEqual(commandFor(press("Tab"), "canvas"), "add");
    assert.strictEqual(commandFor(press("Tab", { shift: true }), "canvas"), null);
    assert.strictEqual(commandFor(press("Backspace", { ctrl: true }), "canvas"), "deleteReconnecting");
    assert.strictEqual(commandFor(press("Z", { ctrl: true, shift: true }), "elsewhere"), "redo");
    assert.strictEqual(commandFor(press("Delete"), "elsewhere"), null);
});

const module = (name: string, label: string, app: string, summary = "") =>
    ({ name, label, summary, app: { name: app, label: app } }) as ModuleDescription;
const library = [
    module("http:Send", "Make a request", "HTTP"),
    module("builtin:BasicFeeder", "Iterator", "Flow control", "Turns an array into bundles"),
    module("util:SetVariable2", "Set variable", "Tools"),
];

test("the picker finds by name, app and summary, the nearest first", () => {
    assert.strictEqual(findModules(library, "iter", [])[0]?.module.label, "Iterator");
    assert.strictEqual(findModules(library, "http", [])[0]?.module.label, "Make a request");
    assert.deepStrictEqual(
        findModules(library, "array", []).map((found) => found.module.label),
        ["Iterator"],
    );
    assert.deepStrictEqual(findModules(library, "no such", []), []);
    const two = [module("util:SetVariables", "Set multiple variables", "Tools"), ...library];
    assert.strictEqual(findModules(two, "set variable", [])[0]?.module.label, "Set variable");
});

test("what a place is for comes first, if it is what was typed", () => {
    const hooks = [module("gateway:WebhookRespond", "Webhook response", "Webhooks"), module("gateway:CustomWebHook", "Custom webhook", "Webhooks"), ...library];
    const starts = (one: ModuleDescription) => one.name === "gateway:CustomWebHook";
    const first = (text: string, prefers = starts) => findModules(hooks, text, [], prefers)[0]?.module.label;
    assert.strictEqual(first(""), "Custom webhook");
    assert.strictEqual(first("webhook"), "Custom webhook");
    assert.strictEqual(first("webhook", () => false), "Webhook response");
    assert.strictEqual(first("array", (one) => one.name === "gateway:CustomWebHook"), "Iterator");
    assert.strictEqual(first("iter"), "Iterator");
});

test("of what fits as well, what the library lists first comes first; older forms come last, and only by their names or where they stand already", () => {
    const http = [
        module("http:MakeRequest", "Make a request", "HTTP"),
        module("http:DownloadFile", "Download a file", "HTTP"),
        module("http:ActionSendData", "Make a request (older)", "HTTP"),
        module("http:ActionGetFile", "Get a file (older)", "HTTP"),
        module("builtin:ThrowError", "Throw an error", "Flow control"),
        module("builtin:ThrowWarning", "Throw a warning", "Flow control"),
    ];
    const labels = (text: string, used?: Set<string>) => findModules(http, text, [], undefined, used).map((found) => found.module.label);
    assert.deepStrictEqual(labels("http"), ["Make a request", "Download a file"]);
    assert.deepStrictEqual(labels("throw"), ["Throw an error", "Throw a warning"]);
    assert.deepStrictEqual(labels("request"), ["Make a request", "Make a request (older)"]);
    assert.deepStrictEqual(labels("http", new Set(["http:ActionGetFile"])), ["Make a request", "Download a file", "Get a file (older)"]);
    assert.deepStrictEqual(labels("get a file"), ["Get a file (older)"]);
    assert.strictEqual(labels("").some((label) => label.includes("older")), false);
});

test("what was used last comes first while nothing is typed", () => {
    assert.strictEqual(findModules(library, "", ["util:SetVariable2"])[0]?.module.label, "Set variable");
    assert.deepStrictEqual(withRecent(["a", "b"], "b"), ["b", "a"]);
});
