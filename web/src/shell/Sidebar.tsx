import { useEffect, useRef } from "react";
import chart from "lucide/chart-no-axes-column.svg";
import gauge from "lucide/gauge.svg";
import list from "lucide/list.svg";
import menuIcon from "lucide/menu.svg";
import database from "lucide/database.svg";
import tree from "lucide/list-tree.svg";
import webhook from "lucide/webhook.svg";
import plug from "lucide/plug.svg";
import receipt from "lucide/receipt-text.svg";
import shield from "lucide/shield.svg";
import card from "lucide/wallet-cards.svg";
import search from "lucide/search.svg";
import settingsIcon from "lucide/settings.svg";
import share from "lucide/workflow.svg";
import userIcon from "lucide/circle-user-round.svg";
import x from "lucide/x.svg";
import chevrons from "lucide/chevrons-up-down.svg";
import { Link, navigate, usePlace } from "../router";
import { maySeeCredits, useSession } from "../session";
import { chooseTheme, useTheme, type Theme } from "../style/theme";
import { Icon, IconButton, Menu, type MenuItem } from "../ui";
import { useWords } from "../words";
import { CreditMeter } from "./CreditMeter";

interface SidebarProps {
    open: boolean;
    onOpen: (open: boolean) => void;
    onSearch: () => void;
    onSignOut: () => void;
}

export function Sidebar({ open, onOpen, onSearch, onSignOut }: SidebarProps) {
    const { organization, user } = useSession();
    const words = useWords();
    const closer = useRef<HTMLButtonElement>(null);
    useEffect(() => {
        if (open) closer.current?.focus();
    }, [open]);
    const org = `/org/${organization.id}`;
    return (
        <>
            <div className="topbar">
                <IconButton icon={menuIcon} label="Menu" aria-expanded={open} onClick={() => onOpen(true)} />
                <span className="topbar-brand ellipsis">{words.product}</span>
                <IconButton icon={search} label="Search" onClick={onSearch} />
            </div>
            {open && <div className="sheet-scrim" onClick={() => onOpen(false)} />}
            <aside
                className="sidebar"
                data-open={open || undefined}
                onKeyDown={(event) => {
                    if (event.key === "Escape" && open) onOpen(false);
                }}
            >
                <div className="sidebar-brand">
                    <img src="/assets/icon.svg" alt="" width="24" height="24" />
                    <span className="sidebar-text ellipsis">{words.product}</span>
                    <IconButton ref={closer} className="sidebar-close" icon={x} label="Close menu" onClick={() => onOpen(false)} />
                </div>
                <Switchers />
                <button type="button" className="sidebar-search" onClick={onSearch} aria-label="Search">
                    <Icon svg={search} />
                    <span className="sidebar-text">Search</span>
                    <kbd className="sidebar-text">{/Mac/.test(navigator.platform) ? "⌘K" : "Ctrl K"}</kbd>
                </button>
                <nav aria-label="Main" className="sidebar-nav">
                    <h2 className="sidebar-group sidebar-text" id="nav-org">
                        Org
                    </h2>
                    <ul aria-labelledby="nav-org">
                        <Entry to={`${org}/dashboard`} icon={chart} label="Dashboard" />
                        <Entry to={`${org}/usage`} icon={list} label="Credit usage" />
                        {maySeeCredits(user, organization.id) && (
                            <Entry to={`${org}/statement`} icon={receipt} label="Statement" />
                        )}
                        <Entry to={`${org}/subscription`} icon={card} label="Subscription" />
                        <Entry to={`${org}/budgets`} icon={gauge} label="Budgets and alerts" />
                        <Entry to={`${org}/settings`} icon={settingsIcon} label="Settings" />
                    </ul>
                    <ul>
                        <Entry to="/scenarios" icon={share} label={words.Scenarios} within />
                        <Entry to="/webhooks" icon={webhook} label="Webhooks" within />
                        <Entry to="/connections" icon={plug} label="Connections" />
                        <Entry to="/data-stores" icon={database} label="Data stores" within />
                        <Entry to="/data-structures" icon={tree} label="Data structures" within />
                        {user.operator && <Entry to="/admin/organizations" icon={shield} label="Administration" under="/admin/" />}
                    </ul>
                </nav>
                <div className="sidebar-foot">
                    <CreditMeter />
                    <Person onSignOut={onSignOut} />
                </div>
            </aside>
        </>
    );
}

interface EntryProps {
    to: string;
    icon: string;
    label: string;
    /** What is below its address belongs to it. */
    within?: boolean;
    /** The beginning of the addresses that belong to it, where that is another one. */
    under?: string;
}

function Entry({ to, icon, label, within, under }: EntryProps) {
    const { path } = usePlace();
    const current = path === to || (within && path.startsWith(`${to}/`)) || (under !== undefined && path.startsWith(under));
    return (
        <li>
            <Link to={to} className="sidebar-entry" aria-current={current ? (path === to ? "page" : "true") : undefined} title={label}>
                <Icon svg={icon} size={18} />
                <span className="sidebar-text">{label}</span>
            </Link>
        </li>
    );
}

/** Organization and team; a switch only where there is a choice. */
function Switchers() {
    const { organizations, organization, teams, team, chooseTeam } = useSession();
    const teamItems: MenuItem[] = [
        { id: "all", label: "All teams", checked: team === null, onChoose: () => chooseTeam(null) },
        ...teams.map((one) => ({ id: String(one.id), label: one.name, checked: team?.id === one.id, onChoose: () => chooseTeam(one.id) })),
    ];
    return (
        <div className="switchers sidebar-text">
            {organizations.length > 1 ? (
                <Menu
                    kind="quiet"
                    arrow={false}
                    label={
                        <>
                            <span className="ellipsis">{organization.name}</span>
                            <Icon svg={chevrons} size={14} />
                        </>
                    }
                    name={`Organization: ${organization.name}`}
                    items={organizations.map((one) => ({
                        id: String(one.id),
                        label: one.name,
                        checked: one.id === organization.id,
                        onChoose: () => navigate(`/org/${one.id}/dashboard`),
                    }))}
                />
            ) : (
                <div className="switcher-name ellipsis" title={organization.name}>
                    {organization.name}
                </div>
            )}
            {teams.length > 1 && (
                <Menu
                    kind="quiet"
                    arrow={false}
                    label={
                        <>
                            <span className="ellipsis">{team?.name ?? "All teams"}</span>
                            <Icon svg={chevrons} size={14} />
                        </>
                    }
                    name={`Team: ${team?.name ?? "all teams"}`}
                    items={teamItems}
                />
            )}
        </div>
    );
}

const themes: [Theme, string][] = [
    ["system", "As the system"],
    ["light", "Light"],
    ["dark", "Dark"],
];

function Person({ onSignOut }: { onSignOut: () => void }) {
    const { user } = useSession();
    const { chosen } = useTheme();
    return (
        <Menu
            className="person"
            kind="quiet"
            arrow={false}
            icon={userIcon}
            label={<span className="sidebar-text ellipsis">{user.name || user.email}</span>}
            name={`Account of ${user.name || user.email}`}
            items={[
                ...themes.map(([theme, label]) => ({ id: theme, label, checked: chosen === theme, onChoose: () => chooseTheme(theme) })),
                "line",
                { id: "out", label: "Sign out", onChoose: onSignOut },
            ]}
        />
    );
}
