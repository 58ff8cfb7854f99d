import type { ReactNode } from "react";
import alert from "lucide/triangle-alert.svg";
import info from "lucide/info.svg";
import octagon from "lucide/octagon-alert.svg";
import { Icon } from "./Icon";

interface BannerProps {
    tone?: "plain" | "warn" | "bad";
    icon?: string;
    action?: ReactNode;
    testId?: string;
    children: ReactNode;
}

/** A sentence that wants attention, and what can be done about it. */
export function Banner({ tone = "plain", icon, action, testId, children }: BannerProps) {
    const shape = icon ?? { plain: info, warn: alert, bad: octagon }[tone];
    const looks = `banner ${tone === "plain" ? "" : `banner-${tone}`} ${action ? "banner-acts" : ""}`;
    return (
        <div className={looks} role={tone === "bad" ? "alert" : "status"} data-testid={testId}>
            <Icon svg={shape} size={18} />
            <div className="banner-text">{children}</div>
            {action && <div className="row-end">{action}</div>}
        </div>
    );
}
