import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { Chart } from "chart.js";
import { calendarDay } from "../format";
import { useTheme } from "../style/theme";
import { useSettings } from "../words";
import { makeChart, placeOf, redraw, type DayValue } from "./draw";

export type { DayValue } from "./draw";

interface DayChartProps {
    /** Read aloud as the name of the slider over the days. */
    label: string;
    days: DayValue[];
    kind?: "bars" | "line";
    ceiling?: number[] | null;
    height?: number;
    /** What the reader hears at a day. */
    describe: (day: number) => string;
    /** What stands in the hint of a day. */
    hint: (day: number) => ReactNode;
}

/** Credits per day. The pointer or the arrow keys choose a day; its hint is HTML, so it can be read, copied and tested. */
export function DayChart({ label, days, kind = "bars", ceiling = null, height = 260, describe, hint }: DayChartProps) {
    const canvas = useRef<HTMLCanvasElement>(null);
    const chart = useRef<Chart | null>(null);
    const [pointed, setPointed] = useState<number | null>(null);
    const [focused, setFocused] = useState(false);
    const [chosen, setChosen] = useState<number | null>(null);
    const [, setSize] = useState(0);
    const { dark } = useTheme();
    const { accent } = useSettings();

    const drawing = { days, labels: days.map((day) => calendarDay(day.date)), kind, ceiling, onHover: setPointed };
    useEffect(() => {
        if (!canvas.current) return;
        if (chart.current) redraw(chart.current, drawing);
        else {
            chart.current = makeChart(canvas.current, drawing);
            chart.current.options.onResize = (_, size) => setSize(size.width);
        }
        setSize((before) => before + 0.001);
    }, [JSON.stringify(days), kind, JSON.stringify(ceiling), dark, accent]);
    useEffect(
        () => () => {
            chart.current?.destroy();
            chart.current = null;
        },
        [],
    );

    const last = days.reduce((found, day, position) => (day.value === null ? found : position), 0);
    const keyboardDay = Math.min(chosen ?? last, last);
    const shown = pointed ?? (focused ? keyboardDay : null);
    const day = shown === null || days[shown]?.value === null ? null : shown;
    const place = day === null || !chart.current ? null : placeOf(chart.current, day);

    const move = (event: KeyboardEvent) => {
        const next = { ArrowLeft: keyboardDay - 1, ArrowRight: keyboardDay + 1, Home: 0, End: last }[event.key];
        if (event.key === "Escape") return setFocused(false);
        if (next === undefined) return;
        event.preventDefault();
        setFocused(true);
        setChosen(Math.min(last, Math.max(0, next)));
    };
    const width = canvas.current?.clientWidth ?? 0;
    return (
        <div
            className="day-chart"
            style={{ height }}
            role="slider"
            tabIndex={0}
            aria-label={label}
            aria-valuemin={0}
            aria-valuemax={last}
            aria-valuenow={keyboardDay}
            aria-valuetext={days.length > 0 ? describe(keyboardDay) : undefined}
            data-testid="day-chart"
            onFocus={(event) => setFocused(event.currentTarget.matches(":focus-visible"))}
            onBlur={() => setFocused(false)}
            onMouseLeave={() => setPointed(null)}
            onKeyDown={move}
        >
            <canvas ref={canvas} aria-hidden="true" />
            {day !== null && place && (
                <>
                    <div className="day-line" style={{ left: place.x }} />
                    <div
                        className="day-hint"
                        role="tooltip"
                        data-side={place.x > width / 2 ? "left" : "right"}
                        style={{ left: place.x, top: Math.max(0, Math.min(place.y - 20, height - 150)) }}
                    >
                        {hint(day)}
                    </div>
                </>
            )}
        </div>
    );
}
