import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";

const listeners = new Set<() => void>();

export function chosenTheme(): Theme {
    const chosen = document.documentElement.dataset.theme;
    return chosen === "light" || chosen === "dark" ? chosen : "system";
}

export function chooseTheme(theme: Theme) {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    try {
        if (theme === "system") localStorage.removeItem("theme");
        else localStorage.setItem("theme", theme);
    } catch {
        // Without storage the choice holds until the page is closed.
    }
    for (const listener of listeners) listener();
}

const dark = matchMedia("(prefers-color-scheme: dark)");
dark.addEventListener("change", () => {
    for (const listener of listeners) listener();
});

/** Changes whenever the colours do, for what is drawn on a canvas and must read them anew. */
export function useTheme(): { chosen: Theme; dark: boolean } {
    const key = useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
        () => `${chosenTheme()} ${dark.matches}`,
    );
    const [chosen, system] = key.split(" ");
    return { chosen: chosen as Theme, dark: chosen === "dark" || (chosen === "system" && system === "true") };
}

/** A token's value now. */
export function token(name: string): string {
    return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
