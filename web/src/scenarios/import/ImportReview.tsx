import { useEffect, useState } from "react";
import check from "lucide/circle-check.svg";
import alert from "lucide/triangle-alert.svg";
import { building, connections, reasonOf, useAnswer, type ConnectionType } from "../../api";
import type { Catalog } from "../../canvas/look";
import { AddConnection } from "../../connections/AddConnection";
import { counted } from "../../format";
import { NewStructure } from "../../structures/NewStructure";
import { Icon, SelectField, toast } from "../../ui";
import type { ImportFile } from "./files";
import { nameOf, words, type Choice, type Reference } from "./references";
import { reportOf } from "./report";
import type { Here } from "./useHere";

interface ReferencesProps {
    references: Reference[];
    catalog: Catalog;
    teamId: number;
    fitting: (reference: Reference) => Here[];
    chosen: ReadonlyMap<string, Choice>;
    onChoose: (key: string, choice: Choice | null) => void;
}

/** Each thing that modules which run here name, and what it is to be. Of the others it is only said that they are kept. */
export function References({ references, catalog, teamId, fitting, chosen, onChoose }: ReferencesProps) {
    const types = useAnswer("connection types", (signal) => connections.types(signal));
    const asked = references.filter((one) => one.runs);
    const kept = references.filter((one) => !one.runs);
    return (
        <section className="stack" aria-labelledby="import-references">
            <div>
                <h3 id="import-references">What the modules use</h3>
                {asked.length > 0 && (
                    <p className="note">
                        Numbers from elsewhere mean something else here. Say what each is to be; what you leave is taken out, and chosen later, in
                        the builder.
                    </p>
                )}
            </div>
            {asked.length > 0 && (
                <ul className="import-references" data-testid="import-references">
                    {asked.map((reference) => (
                        <li key={reference.key}>
                            <OneReference
                                reference={reference}
                                catalog={catalog}
                                teamId={teamId}
                                here={fitting(reference)}
                                makeable={(types.data ?? []).filter((type) => reference.types.includes(type.type))}
                                choice={chosen.get(reference.key)}
                                onChoose={(choice) => onChoose(reference.key, choice)}
                            />
                        </li>
                    ))}
                </ul>
            )}
            {kept.length > 0 && (
                <p className="note" data-testid="import-kept">
                    {counted(kept.length, "thing is", "things are")} named only by modules that don't run here, and kept as{" "}
                    {kept.length === 1 ? "it is" : "they are"}: {kept.map(nameOf).slice(0, 6).join(", ")}
                    {kept.length > 6 && ` and ${kept.length - 6} more`}.
                </p>
            )}
        </section>
    );
}

interface OneReferenceProps {
    reference: Reference;
    catalog: Catalog;
    teamId: number;
    here: Here[];
    /** Kinds of connection that fit, and can be made here. */
    makeable: ConnectionType[];
    choice: Choice | undefined;
    onChoose: (choice: Choice | null) => void;
}

function OneReference({ reference, catalog, teamId, here, makeable, choice, onChoose }: OneReferenceProps) {
    const { kind, label } = reference;
    const uses = reference.uses.filter((use) => use.runs);
    const [made, setMade] = useState<Choice>();
    const [adding, setAdding] = useState(false);
    const all = made && !here.some((one) => one.id === made.id) ? [...here, made as Here] : here;
    // What is called the same is most likely the same.
    useEffect(() => {
        const same = label === "" ? undefined : here.find((one) => one.name === label && !one.note);
        if (same && !choice) onChoose(same);
    }, [here.length]);
    const take = ({ id, name }: Choice) => {
        setMade({ id, name });
        onChoose({ id, name });
    };
    const make = async () => {
        try {
            const body = { name: label || `Imported ${words[kind]}`, teamId };
            take(
                kind === "webhook"
                    ? await building.makeHook({ ...body, typeName: typeNameOf(uses[0]?.module) })
                    : await building.makeDataStore({ ...body, maxSizeMB: 1 }),
            );
        } catch (error) {
            toast(`It was not made. ${reasonOf(error)}`, { kind: "bad" });
        }
    };
    const isAccount = kind === "connection" || kind === "key";
    return (
        <>
            <SelectField
                className="import-reference"
                label={nameOf(reference)}
                value={choice ? String(choice.id) : ""}
                help={
                    <>
                        Used by {counted(uses.length, "module", "modules")}: {[...new Set(uses.map((use) => nameOfModule(use.module, catalog)))].slice(0, 4).join(", ")}.
                        {isAccount && all.length === 0 && ` None that fits is here yet${makeable.length > 0 ? "; add one" : ""}.`}
                        {kind === "webhook" && !choice && " Left for later, it listens to a new one of its own."}
                    </>
                }
                onChange={(event) => {
                    if (event.target.value === "new") return void make();
                    if (event.target.value === "add") return setAdding(true);
                    onChoose(all.find((one) => String(one.id) === event.target.value) ?? null);
                }}
            >
                <option value="">Choose later</option>
                {all.map((one) => (
                    <option key={one.id} value={one.id}>
                        {one.name}
                        {one.note ? ` (${one.note})` : ""}
                    </option>
                ))}
                {(kind === "webhook" || kind === "dataStore") && <option value="new">Make a new {words[kind]}</option>}
                {makeable.length > 0 && <option value="add">Add a {words[kind]} …</option>}
                {kind === "structure" && <option value="add">Make a new {words[kind]} …</option>}
            </SelectField>
            {adding && kind === "structure" && (
                <NewStructure
                    teams={[{ id: teamId, name: "" }]}
                    onMade={(structure) => {
                        take(structure);
                        setAdding(false);
                    }}
                    onClose={() => setAdding(false)}
                />
            )}
            {adding && isAccount && (
                <AddConnection
                    title={`Add a ${words[kind]}`}
                    types={makeable}
                    teams={[{ id: teamId, name: "" }]}
                    onAdded={(added) => {
                        take(added);
                        setAdding(false);
                    }}
                    onClose={() => setAdding(false)}
                />
            )}
        </>
    );
}

function nameOfModule(module: string, catalog: Catalog): string {
    const known = catalog.get(module);
    return known ? `${known.app.label}: ${known.label}` : module;
}

const typeNameOf = (module: string | undefined) => (module === "gateway:CustomMailHook" ? "gateway-mailhook" : "gateway-webhook");

/** Which modules run here, and which don't and why, file by file. */
export function Reports({ files, catalog }: { files: ImportFile[]; catalog: Catalog }) {
    return (
        <section className="stack" aria-labelledby="import-report">
            <h3 id="import-report">What runs here</h3>
            <ul className="import-reports" data-testid="import-report">
                {files.map((file, at) => {
                    const report = reportOf(file.blueprint, catalog);
                    const whole = report.modules > 0 && report.stops.length === 0;
                    return (
                        <li key={at}>
                            <span className={`mark ${whole ? "mark-good" : "mark-warn"}`}>
                                <Icon svg={whole ? check : alert} />
                                <strong>{file.name}</strong>
                            </span>
                            {report.modules === 0 ? (
                                <span className="note">
                                    {file.blueprint === null
                                        ? "This is not JSON; importing it says where it goes wrong."
                                        : "No modules were found in it yet; importing it says what it is."}
                                </span>
                            ) : (
                                <span className="note">
                                    {whole
                                        ? report.modules === 1
                                            ? "Its one module runs"
                                            : `All ${report.modules} modules run`
                                        : `${report.runs} of ${counted(report.modules, "module", "modules")} run${report.runs === 1 ? "s" : ""}; the others are kept as they are, and a run stops at them`}
                                </span>
                            )}
                            {report.stops.length > 0 && (
                                <ul className="faults">
                                    {report.stops.map((stop) => (
                                        <li key={`${stop.module} ${stop.why}`}>
                                            <code>{stop.module}</code> {stop.count > 1 && `× ${stop.count} `}
                                            {stop.why}
                                        </li>
                                    ))}
                                </ul>
                            )}
                        </li>
                    );
                })}
            </ul>
        </section>
    );
}
