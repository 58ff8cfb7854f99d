import { useEffect } from "react";
import { useSettings } from "../words";
import { contrast, parsed, readable } from "./accent";
import { token, useTheme } from "./theme";

/** Puts the operator's colour in place of the accent, darkened or lightened until it can be read in this theme. */
export function useBrand() {
    const { accent } = useSettings();
    const { dark } = useTheme();
    useEffect(() => {
        const style = document.documentElement.style;
        const names = ["--accent", "--accent-strong", "--on-accent"];
        for (const name of names) style.removeProperty(name);
        const colour = accent && readable(accent, token("surface-2"), dark ? "#ffffff" : "#000000");
        const ground = colour && parsed(colour);
        if (!colour || !ground) return;
        style.setProperty("--accent", colour);
        style.setProperty("--accent-strong", colour);
        style.setProperty("--on-accent", contrast(ground, [255, 255, 255]) >= 4.5 ? "#ffffff" : "#0d1117");
    }, [accent, dark]);
}
