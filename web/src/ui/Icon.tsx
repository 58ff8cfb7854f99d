interface IconProps {
    /** The text of an icon of the package, as in `import play from "lucide/play.svg"`. */
    svg: string;
    size?: number;
    /** Read aloud where no text stands beside it. */
    label?: string;
    className?: string;
}

/** An icon in the colour of the text around it. The SVG text comes from the build, never from data. */
export function Icon({ svg, size = 16, label, className = "" }: IconProps) {
    return (
        <span
            className={`icon ${className}`}
            style={{ width: size, height: size }}
            {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
            dangerouslySetInnerHTML={{ __html: svg }}
        />
    );
}
