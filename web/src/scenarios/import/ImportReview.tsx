import { useEffect, useState } from "react";
import check from "lucide/circle-check.svg";
import alert from "lucide/triangle-alert.svg";
import { building, reasonOf } from "../../api";
import type { Catalog } from "../../canvas/look";
import { counted } from "../../format";
import { Icon, SelectField, toast } from "../../ui";
import type { ImportFile } from "./files";
import type { Choice, Kind, Reference } from "./references";
import { reportOf } from "./report";
import type { Here } from "./useHere";

interface ReferencesProps {
    references: Reference[];
    teamId: number;
    fitting: (reference: Reference) => Here[];
    chosen: ReadonlyMap<string, Choice>;
    onChoose: (key: string, choice: Choice | null) => void;
}

const kinds: Record<Kind, { title: string; one: string }> = {
    connection: { title: "Connections", one: "connection" },
    key: { title: "Keys", one: "key" },
    webhook: { title: "Webhooks", one: "webhook" },
    dataStore: { title: "Data stores", one: "data store" },
    structure: { title: "Data structures", one: "data structure" },
};

/** Each thing that the files name, and what it is to be here. */
export function References({ references, teamId, fitting, chosen, onChoose }: ReferencesProps) {
    return (
        <section className="stack" aria-labelledby="import-references">
            <div>
                <h3 id="import-references">What the {references.some((one) => one.uses.length > 1) ? "modules" : "module"} use</h3>
                <p className="note">Numbers from elsewhere mean something else here. Say what each is to be; what you leave can be chosen later, in the builder.</p>
            </div>
            <ul className="import-references" data-testid="import-references">
                {references.map((reference) => (
                    <li key={reference.key}>
                        <OneReference
                            reference={reference}
                            teamId={teamId}
                            here={fitting(reference)}
                            choice={chosen.get(reference.key)}
                            onChoose={(choice) => onChoose(reference.key, choice)}
                        />
                    </li>
                ))}
            </ul>
        </section>
    );
}

interface OneReferenceProps {
    reference: Reference;
    teamId: number;
    here: Here[];
    choice: Choice | undefined;
    onChoose: (choice: Choice | null) => void;
}

function OneReference({ reference, teamId, here, choice, onChoose }: OneReferenceProps) {
    const { kind, label, id, uses, types } = reference;
    const [made, setMade] = useState<Choice>();
    const all = made && !here.some((one) => one.id === made.id) ? [...here, made as Here] : here;
    const name = label || `${kinds[kind].one} ${id}`;
    // What is called the same is most likely the same.
    useEffect(() => {
        const same = label === "" ? undefined : here.find((one) => one.name === label && !one.note);
        if (same && !choice) onChoose(same);
    }, [here.length]);
    const make = async () => {
        try {
            const body = { name: label || `Imported ${kinds[kind].one}`, teamId };
            const { id, name } =
                kind === "webhook"
                    ? await building.makeHook({ ...body, typeName: "gateway-webhook" })
                    : await building.makeDataStore({ ...body, maxSizeMB: 1 });
            setMade({ id, name });
            onChoose({ id, name });
        } catch (error) {
            toast(`It was not made. ${reasonOf(error)}`, { kind: "bad" });
        }
    };
    return (
        <SelectField
            className="import-reference"
            label={`${name} (${kinds[kind].one})`}
            value={choice ? String(choice.id) : ""}
            help={
                <>
                    Used by {counted(uses.length, "module", "modules")}: {[...new Set(uses.map((use) => use.module))].slice(0, 4).join(", ")}
                    {types.length > 0 && all.length === 0 && `. There is none of the kind ${types.join(" or ")} here yet`}
                </>
            }
            onChange={(event) => {
                if (event.target.value === "new") return void make();
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
            {(kind === "webhook" || kind === "dataStore") && <option value="new">Make a new {kinds[kind].one}</option>}
        </SelectField>
    );
}

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
                                        ? `All ${counted(report.modules, "module runs", "modules run")}`
                                        : `${report.runs} of ${counted(report.modules, "module runs", "modules run")}; the others are kept as they are, and a run stops at them`}
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
