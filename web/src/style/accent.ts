type Colour = [red: number, green: number, blue: number];

export function parsed(hex: string): Colour | null {
    const digits = /^#([0-9a-f]{6})$/i.exec(hex)?.[1];
    if (!digits) return null;
    return [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16)) as Colour;
}

export function written(colour: Colour): string {
    return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

/** The contrast of two colours after WCAG 2: from 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
    return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Colour): number {
    const [red, green, blue] = colour.map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    }) as Colour;
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The brand's colour, moved towards `towards` only as far as text in it needs to be read on `surface`. */
export function readable(brand: string, surface: string, towards: "#000000" | "#ffffff", least = 4.5): string | null {
    const [from, ground, to] = [parsed(brand), parsed(surface), parsed(towards)];
    if (!from || !ground || !to) return null;
    for (let step = 0; step <= 20; step += 1) {
        const mixed = from.map((part, position) => part + ((to[position] ?? part) - part) * (step / 20)) as Colour;
        if (contrast(mixed, ground) >= least) return written(mixed);
    }
    return written(to);
}
