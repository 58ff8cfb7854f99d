import type { RateCard } from "../api";
import { counted } from "../format";
import { Table, Time } from "../ui";

/** A card: its rules, and which rule each module and model goes by. */
export function CardView({ card }: { card: RateCard }) {
    const modules = Object.entries(card.modules);
    const models = Object.entries(card.models);
    const future = new Date(card.effectiveFrom) > new Date();
    return (
        <section className="card" aria-label={`Rate card ${card.id}`} data-testid={`card-${card.id}`}>
            <div className="card-header">
                <h2>{card.id}</h2>
                {card.inForce && <span className="chip">in force</span>}
                {future && <span className="chip">to come</span>}
                {!card.shipped && <span className="chip">own</span>}
                <span className="note row-end">
                    from <Time at={card.effectiveFrom} />
                </span>
            </div>
            <ul className="card-rules">
                {card.rules.map((rule) => (
                    <li key={rule.id}>
                        <code>{rule.id}</code> <span>{rule.text}</span>
                    </li>
                ))}
            </ul>
            <details className="card-details">
                <summary>
                    {counted(modules.length, "module", "modules")} and {counted(models.length, "model", "models")} with a rule of their own
                </summary>
                <Table
                    label={`Modules and models of ${card.id}`}
                    columns={[
                        { id: "name", title: "Module or model", cell: ([name]: [string, string]) => <code>{name}</code> },
                        { id: "rule", title: "Rule", cell: ([, rule]: [string, string]) => <code>{rule}</code> },
                    ]}
                    rows={[...modules, ...models]}
                    rowKey={([name]) => name}
                />
            </details>
        </section>
    );
}
