interface MeterProps {
    /** Read aloud with the per cent. */
    label: string;
    total: number;
    parts: { value: number; colour?: string }[];
    tone?: "plain" | "warn" | "bad";
    thick?: boolean;
}

/** A bar that is full at its total; its parts stand one after the other, in their colours as long as all is well. */
export function Meter({ label, total, parts, tone = "plain", thick }: MeterProps) {
    const used = parts.reduce((sum, part) => sum + part.value, 0);
    const full = total > 0 ? used / total : 1;
    return (
        <div
            className={`meter ${thick ? "meter-thick" : ""}`}
            role="meter"
            aria-label={label}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.max(0, Math.min(100, Math.round(full * 100)))}
            data-tone={tone}
        >
            {parts.map((part, position) => (
                <div
                    key={position}
                    className="meter-part"
                    style={{
                        width: `${total > 0 ? Math.max(0, Math.min(100, (part.value / total) * 100)) : 0}%`,
                        background: tone === "plain" && part.colour ? `var(--${part.colour})` : undefined,
                    }}
                />
            ))}
        </div>
    );
}
