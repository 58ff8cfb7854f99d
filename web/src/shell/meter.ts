export type Tone = "plain" | "warn" | "bad";

/** How full the meter is, and its tone: amber from 75 %, red from 90 %. Without a limit it is never full. */
export function fill(used: number, left: number | null): { share: number; tone: Tone } {
    if (left === null) return { share: 0, tone: "plain" };
    const total = used + left;
    const share = total <= 0 ? 1 : Math.min(1, Math.max(0, used / total));
    return { share, tone: toneOf(share) };
}

export function toneOf(share: number): Tone {
    return share >= 0.9 ? "bad" : share >= 0.75 ? "warn" : "plain";
}
