/** The operators of a filter, grouped by what they compare. Those without `b` need no second value. */
export interface Operator {
    value: string;
    label: string;
    unary?: boolean;
}

const text: [string, string][] = [
    ["equal", "is"],
    ["notequal", "is not"],
    ["contain", "contains"],
    ["notcontain", "does not contain"],
    ["startwith", "starts with"],
    ["notstartwith", "does not start with"],
    ["endwith", "ends with"],
    ["notendwith", "does not end with"],
    ["pattern", "matches the pattern"],
    ["notpattern", "does not match the pattern"],
];
const order: [string, string][] = [
    ["equal", "is"],
    ["notequal", "is not"],
    ["less", "is less than"],
    ["greater", "is greater than"],
    ["lessorequal", "is at most"],
    ["greaterorequal", "is at least"],
];
const dates: [string, string][] = [
    ["equal", "is"],
    ["notequal", "is not"],
    ["less", "is before"],
    ["greater", "is after"],
    ["lessorequal", "is not after"],
    ["greaterorequal", "is not before"],
];
const lists: [string, string][] = [
    ["contain", "contains"],
    ["notcontain", "does not contain"],
];
const insensitive = " (any case)";

export const operatorGroups: { label: string; operators: Operator[] }[] = [
    {
        label: "Any",
        operators: [
            { value: "exist", label: "is there", unary: true },
            { value: "notexist", label: "is not there", unary: true },
        ],
    },
    { label: "Text", operators: [...named("text", text), ...named("text", text, true)] },
    { label: "Number", operators: named("number", order) },
    { label: "Date", operators: named("date", dates) },
    { label: "Time", operators: named("time", dates) },
    { label: "Array", operators: [...named("array", lists), ...named("array", lists, true)] },
    { label: "Number of items", operators: order.map(([value, label]) => ({ value: `array:${value}`, label: `length ${label}` })) },
    {
        label: "Yes or no",
        operators: named("boolean", [
            ["equal", "is"],
            ["notequal", "is not"],
        ]),
    },
];

function named(type: string, operators: [string, string][], ignoringCase = false): Operator[] {
    return operators.map(([value, label]) => ({
        value: `${type}:${value}${ignoringCase ? ":ci" : ""}`,
        label: label + (ignoringCase ? insensitive : ""),
    }));
}

const all = new Map(operatorGroups.flatMap((group) => group.operators.map((operator) => [operator.value, operator] as const)));

export function isUnary(operator: string | undefined): boolean {
    return operator !== undefined && (all.get(operator)?.unary === true || /:is(not)?empty$/.test(operator));
}

export function isKnownOperator(operator: string): boolean {
    return all.has(operator);
}
