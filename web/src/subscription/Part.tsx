interface PartProps {
    colour: string;
    name: string;
    used: number;
    total: number | null;
    show: (value: number) => string;
}

export function Part({ colour, name, used, total, show }: PartProps) {
    return (
        <div>
            <dt>
                <span className="part-colour" style={{ background: `var(--${colour})` }} /> {name}
            </dt>
            <dd className="tabular">
                {show(used)} <span className="muted">{total ? `of ${show(total)}` : "used"}</span>
            </dd>
        </div>
    );
}
