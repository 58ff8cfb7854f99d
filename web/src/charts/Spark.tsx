/** Fourteen days in the height of a line of text; the figures are read aloud as one sentence by the caller's label. */
export function Spark({ values, label }: { values: number[]; label: string }) {
    const width = 70;
    const height = 18;
    const most = Math.max(...values, 1);
    const step = width / Math.max(values.length, 1);
    return (
        <svg className="spark" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
            {values.map((value, position) => {
                const tall = value === 0 ? 1 : Math.max(2, (value / most) * (height - 1));
                return (
                    <rect
                        key={position}
                        x={position * step + 0.5}
                        y={height - tall}
                        width={step - 1.5}
                        height={tall}
                        rx={0.75}
                        className={value === 0 ? "spark-none" : "spark-bar"}
                    />
                );
            })}
        </svg>
    );
}
