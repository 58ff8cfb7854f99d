// What the builder knows of modules and of the language.

export interface Field {
    name: string;
    label?: string;
    type: string;
    required?: boolean;
    help?: string;
    default?: unknown;
    options?: { value: unknown; label: string }[];
    spec?: Field[];
    multiline?: boolean;
    advanced?: boolean;
    /** It matters only while the choice beside it has one of these values, and matters itself. */
    shownWhen?: { field: string; values: string[] };
}

export interface Price {
    kind: string;
    label: string;
    operations?: number;
    centicredits?: number;
}

export interface ModuleDescription {
    name: string;
    versions: number[];
    label: string;
    summary: string;
    app: { name: string; label: string; icon: string; color: string };
    role: string;
    effect: string;
    price: Price;
    parameters: Field[];
    mapper: Field[];
    output: Field[];
}

export interface FunctionDescription {
    name: string;
    signature: string;
    summary: string;
    group: string;
}

export type ExpressionCheck = { ok: true } | { ok: false; offset: number; message: string };
