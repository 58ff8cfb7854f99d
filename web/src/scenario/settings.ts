import { isObject } from "../canvas/paths";

/** `metadata.scenario` of a blueprint: how it is run. */
export interface ScenarioSettings {
    sequential: boolean;
    /** Keeps what fails. */
    dlq: boolean;
    dataloss: boolean;
    confidential: boolean;
    /** How much of a run is kept: `full`, `failures` or `operations`. */
    logLevel: string;
    /** The most cycles of one run. */
    roundtrips: number;
    /** Errors in a row before it is switched off. */
    maxErrors: number;
    autoCommit: boolean;
}

export const usual: ScenarioSettings = {
    sequential: false,
    dlq: false,
    dataloss: false,
    confidential: false,
    logLevel: "full",
    roundtrips: 1,
    maxErrors: 3,
    autoCommit: true,
};

const names = Object.keys(usual) as (keyof ScenarioSettings)[];

/** What a blueprint says, and the usual where it says nothing. */
export function settingsOf(blueprint: unknown): ScenarioSettings {
    const given = within(within(blueprint, "metadata"), "scenario");
    const read = (name: keyof ScenarioSettings) => (typeof given[name] === typeof usual[name] ? given[name] : usual[name]);
    return Object.fromEntries(names.map((name) => [name, read(name)])) as unknown as ScenarioSettings;
}

/** The blueprint with these settings; what stands beside them stays. */
export function withSettings(blueprint: Record<string, unknown>, settings: ScenarioSettings): Record<string, unknown> {
    const metadata = within(blueprint, "metadata");
    const given = within(metadata, "scenario");
    // What is as usual is not written where nothing of it stood: others who read the blueprint don't know every setting.
    const said = Object.fromEntries(names.filter((name) => name in given || settings[name] !== usual[name]).map((name) => [name, settings[name]]));
    return { ...blueprint, metadata: { ...metadata, scenario: { ...given, ...said } } };
}

function within(value: unknown, name: string): Record<string, unknown> {
    const found = isObject(value) ? (value as Record<string, unknown>)[name] : undefined;
    return isObject(found) ? (found as Record<string, unknown>) : {};
}
