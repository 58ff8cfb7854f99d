import { BarController, BarElement, CategoryScale, Chart, Filler, LinearScale, LineController, LineElement, PointElement } from "chart.js";
import { creditsShort } from "../format";
import { token } from "../style/theme";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, LineController, LineElement, PointElement, Filler);

export interface DayValue {
    /** '2026-11-22' */
    date: string;
    /** Centicredits, or null for a day that has not come. */
    value: number | null;
    running?: boolean;
}

export interface Drawing {
    days: DayValue[];
    labels: string[];
    kind: "bars" | "line";
    /** A dashed line: what the plan allows, day by day. */
    ceiling: number[] | null;
    onHover: (day: number | null) => void;
}

export function makeChart(canvas: HTMLCanvasElement, drawing: Drawing): Chart {
    const chart = new Chart(canvas, {
        type: "bar",
        data: { labels: [], datasets: [] },
        options: {
            responsive: true,
            maintainAspectRatio: false,
            // Figures change in place while one looks at them; a dance at each event would be in the way.
            animation: false,
            normalized: true,
            interaction: { mode: "index", intersect: false },
            events: ["mousemove", "mouseout", "touchstart", "touchmove"],
            plugins: { legend: { display: false }, tooltip: { enabled: false } },
            layout: { padding: { top: 8 } },
        },
    });
    redraw(chart, drawing);
    return chart;
}

export function redraw(chart: Chart, drawing: Drawing) {
    const canvas = chart.canvas;
    const text = token("text-3");
    const font = { family: "Inter, sans-serif", size: 12 };
    const accent = token("series-1");
    const values = drawing.days.map((day) => (day.value === null ? null : day.value / 100));
    chart.data.labels = drawing.labels;
    chart.data.datasets =
        drawing.kind === "bars"
            ? [
                  {
                      type: "bar",
                      data: values,
                      backgroundColor: drawing.days.map((day) => (day.running ? hatched(canvas, accent) : accent)),
                      hoverBackgroundColor: drawing.days.map((day) => (day.running ? hatched(canvas, accent) : accent)),
                      borderColor: accent,
                      hoverBorderColor: accent,
                      borderWidth: drawing.days.map((day) => (day.running ? 1.5 : 0)),
                      borderRadius: 3,
                      borderSkipped: "bottom",
                      maxBarThickness: 34,
                      categoryPercentage: 0.86,
                      barPercentage: 0.86,
                      // A day with little use is still a day with use.
                      minBarLength: 2,
                  },
              ]
            : [
                  {
                      type: "line",
                      data: values,
                      borderColor: accent,
                      borderWidth: 2,
                      backgroundColor: `${accent}24`,
                      fill: "origin",
                      pointRadius: drawing.days.map((day) => (day.running ? 4 : 0)),
                      pointBackgroundColor: token("surface-1"),
                      pointBorderColor: accent,
                      pointBorderWidth: 2,
                      tension: 0,
                  },
              ];
    if (drawing.kind === "bars") {
        // Days without any use have no bar, not one of the least height.
        const bars = chart.data.datasets[0];
        if (bars) bars.data = values.map((value) => (value === 0 ? null : value));
    }
    if (drawing.ceiling) {
        chart.data.datasets.push({
            type: "line",
            data: drawing.ceiling.map((value) => value / 100),
            borderColor: token("text-3"),
            borderWidth: 1.5,
            borderDash: [5, 4],
            pointRadius: 0,
            pointHoverRadius: 0,
            fill: false,
        });
    }
    const lightLine = token("line");
    chart.options.scales = {
        x: {
            grid: { display: false, borderColor: lightLine },
            ticks: { color: text, font, maxRotation: 0, autoSkipPadding: 16 },
        },
        y: {
            beginAtZero: true,
            suggestedMax: 1,
            grid: { color: lightLine, borderColor: "transparent", tickLength: 0 },
            ticks: { color: text, font, padding: 8, maxTicksLimit: 6, callback: (value) => creditsShort(Number(value) * 100) },
        },
    };
    chart.options.onHover = (event) => {
        const hit =
            event.type === "mouseout"
                ? undefined
                : chart.getElementsAtEventForMode(event as unknown as Event, "index", { intersect: false }, false)[0];
        drawing.onHover(hit ? hit.index : null);
    };
    chart.update("none");
}

/** Where a day stands, in the canvas's own pixels. */
export function placeOf(chart: Chart, day: number): { x: number; y: number } | null {
    const element = chart.getDatasetMeta(0).data[day];
    const scale = chart.scales["x"];
    if (!scale) return null;
    const y = element && Number.isFinite(element.y) ? element.y : chart.chartArea.bottom;
    return { x: scale.getPixelForValue(day), y };
}

/** The running day is not over: stripes say so, without colour. */
function hatched(canvas: HTMLCanvasElement, colour: string): CanvasPattern | string {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const pen = tile.getContext("2d");
    const context = canvas.getContext("2d");
    if (!pen || !context) return colour;
    pen.strokeStyle = colour;
    pen.lineWidth = 2;
    pen.beginPath();
    for (const shift of [-8, 0, 8]) {
        pen.moveTo(shift, 8);
        pen.lineTo(shift + 8, 0);
    }
    pen.stroke();
    return context.createPattern(tile, "repeat") ?? colour;
}
