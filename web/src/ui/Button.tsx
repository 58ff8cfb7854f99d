import { forwardRef, type ButtonHTMLAttributes, type ReactNode } from "react";
import { Link } from "../router";
import { Icon } from "./Icon";

type Kind = "primary" | "plain" | "quiet" | "danger";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
    kind?: Kind;
    icon?: string;
    small?: boolean;
    /** Working: it can't be pressed again, and says so. */
    busy?: boolean;
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
    { kind = "plain", icon, small, busy, children, className = "", disabled, ...rest },
    ref,
) {
    return (
        <button
            type="button"
            {...rest}
            ref={ref}
            className={`button button-${kind} ${small ? "button-small" : ""} ${className}`}
            disabled={disabled || busy}
            aria-busy={busy || undefined}
        >
            {busy ? <span className="spinner" aria-hidden="true" /> : icon && <Icon svg={icon} />}
            {children}
        </button>
    );
});

/** Only an icon; `label` is its name and its hint. */
export const IconButton = forwardRef<HTMLButtonElement, Omit<ButtonProps, "children" | "icon"> & { icon: string; label: string }>(
    function IconButton({ label, icon, className = "", ...rest }, ref) {
        return (
            <Button kind="quiet" {...rest} ref={ref} icon={icon} aria-label={label} title={label} className={`button-icon ${className}`} />
        );
    },
);

export function LinkButton({
    to,
    kind = "plain",
    icon,
    small,
    children,
}: {
    to: string;
    kind?: Kind;
    icon?: string;
    small?: boolean;
    children: ReactNode;
}) {
    return (
        <Link to={to} className={`button button-${kind} ${small ? "button-small" : ""}`}>
            {icon && <Icon svg={icon} />}
            {children}
        </Link>
    );
}
