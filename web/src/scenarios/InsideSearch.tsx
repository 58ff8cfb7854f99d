import { useId } from "react";
import searchX from "lucide/search-x.svg";
import x from "lucide/x.svg";
import { connections, scenarios, useAnswer, type NamedIn } from "../api";
import { useCatalog } from "../canvas/useCatalog";
import { counted } from "../format";
import { Link } from "../router";
import { useSession } from "../session";
import { useTeamThings } from "../team/useTeamThings";
import { Button, EmptyState, SearchField, SelectField, Shown, SkeletonBlocks } from "../ui";
import { useWords } from "../words";
import { isBlank, ofTeam, type Inside } from "./inside";

interface InsideSearchProps {
    inside: Inside;
    onChange: (part: Partial<Inside>) => void;
    onClose: () => void;
}

/** Which scenarios use this text, this module, this connection: each module that holds it leads to the builder. */
export default function InsideSearch({ inside, onChange, onClose }: InsideSearchProps) {
    const { organization, team } = useSession();
    const words = useWords();
    const catalog = useCatalog();
    const { answer: things } = useTeamThings("connections", connections.list);
    const list = useId();
    const blank = isBlank(inside);
    const wanted = {
        ...(inside.text.trim().length < 2 ? {} : { text: inside.text.trim() }),
        ...(inside.module.trim() === "" ? {} : { module: inside.module.trim().replace(/:$/, "") }),
        ...(inside.connection === "" ? {} : { connection: Number(inside.connection) }),
    };
    const answer = useAnswer(blank ? null : `inside ${organization.id} ${JSON.stringify(wanted)}`, (signal) =>
        scenarios.searchInside(organization.id, wanted, signal),
    );
    const apps = new Map([...catalog.values()].map((one) => [one.app.name, one.app.label]));
    return (
        <>
            <section className="card inside-search" role="search" aria-label={`Search inside ${words.scenarios}`}>
                <SearchField
                    label="Text in a module"
                    value={inside.text}
                    help={inside.text.trim().length === 1 ? "At least two letters." : undefined}
                    onSearch={(text) => onChange({ text })}
                />
                <SearchField label="Module or app" value={inside.module} list={list} short onSearch={(module) => onChange({ module })} />
                <datalist id={list}>
                    {[...apps].map(([name, label]) => (
                        <option key={name} value={name}>
                            {label}
                        </option>
                    ))}
                    {[...catalog.values()].map((one) => (
                        <option key={one.name} value={one.name}>
                            {one.app.label}: {one.label}
                        </option>
                    ))}
                </datalist>
                <SelectField label="Connection or key" value={inside.connection} onChange={(event) => onChange({ connection: event.target.value })}>
                    <option value="">Any</option>
                    {(things.data ?? []).map((one) => (
                        <option key={`${one.type} ${one.id}`} value={one.id}>
                            {one.name}
                        </option>
                    ))}
                </SelectField>
                <Button kind="quiet" icon={x} onClick={onClose}>
                    Close the search
                </Button>
            </section>
            {blank ? (
                <p className="note">Names, settings, mappings and filters of every module are searched, in the version last saved.</p>
            ) : (
                <section className="card card-flush" aria-label={`Found in ${words.scenarios}`}>
                    <Shown answer={{ ...answer, data: answer.latest }} what="The search" skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                        {(all) => <Found found={ofTeam(all, team?.id)} text={inside.text} />}
                    </Shown>
                </section>
            )}
        </>
    );
}

function Found({ found, text }: { found: NamedIn[]; text: string }) {
    const words = useWords();
    const catalog = useCatalog();
    if (found.length === 0)
        return (
            <EmptyState icon={searchX} title="Nothing found">
                No module of {words.aScenario} holds all of this.
            </EmptyState>
        );
    return (
        <>
            <p className="table-line" role="status">
                {counted(found.length, `${words.scenario} holds`, `${words.scenarios} hold`)} it
            </p>
            <ul className="inside-found" data-testid="inside-found">
                {found.map((one) => (
                    <li key={one.scenarioId}>
                        <p className="inside-scenario">
                            <Link to={`/scenarios/${one.scenarioId}`}>{one.name}</Link>
                            <span className="note">
                                {one.isActive ? "on" : "off"}
                                {one.modules.length === 0 && `, in its name${text === "" ? "" : " only"}`}
                            </span>
                        </p>
                        {one.modules.length > 0 && (
                            <ul className="inside-modules">
                                {one.modules.map((module) => (
                                    <li key={module.moduleId}>
                                        <Link to={`/scenarios/${one.scenarioId}/edit?module=${module.moduleId}`} className="inside-module">
                                            <span>{module.label || catalog.get(module.module)?.label || module.module}</span>
                                            <span className="note">
                                                {module.moduleId} · {module.module}
                                            </span>
                                        </Link>
                                    </li>
                                ))}
                            </ul>
                        )}
                    </li>
                ))}
            </ul>
        </>
    );
}
