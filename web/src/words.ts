import { useEffect, useSyncExternalStore } from "react";
import type { Settings } from "./api/types";

/** The operator's words. No page writes the product's name or a word for scenario itself. */
export interface Words {
    product: string;
    /** In lower case, for the middle of a sentence. */
    scenario: string;
    scenarios: string;
    /** With its article: 'a scenario', 'an automation'. */
    aScenario: string;
    /** With a capital, for titles and the beginning of a sentence. */
    Scenario: string;
    Scenarios: string;
}

export const asShipped: Settings = {
    productName: "Flowmeter",
    scenarioSingular: "scenario",
    scenarioPlural: "scenarios",
    accent: null,
    version: "",
    firstOwnerNeeded: false,
};

export function wordsOf(settings: Settings): Words {
    const scenario = settings.scenarioSingular || asShipped.scenarioSingular;
    const scenarios = settings.scenarioPlural || asShipped.scenarioPlural;
    return {
        product: settings.productName || asShipped.productName,
        scenario,
        scenarios,
        aScenario: `${/^[aeiou]/i.test(scenario) ? "an" : "a"} ${scenario}`,
        Scenario: capitalized(scenario),
        Scenarios: capitalized(scenarios),
    };
}

export function capitalized(word: string): string {
    const first = [...word][0] ?? "";
    return first.toLocaleUpperCase() + word.slice(first.length);
}

let current: { settings: Settings; words: Words } = { settings: asShipped, words: wordsOf(asShipped) };
const listeners = new Set<() => void>();

export function adopt(settings: Settings) {
    current = { settings, words: wordsOf(settings) };
    for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
};

export function useSettings(): Settings {
    return useSyncExternalStore(subscribe, () => current).settings;
}

export function useWords(): Words {
    return useSyncExternalStore(subscribe, () => current).words;
}

/** The window's title: what the page is about, then the product. */
export function useTitle(title: string) {
    const { product } = useWords();
    useEffect(() => {
        document.title = title === "" ? product : `${title} · ${product}`;
    }, [title, product]);
}
