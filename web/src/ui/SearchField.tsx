import { useEffect, useState } from "react";
import { TextField } from "./fields";

const pause = 350;

interface SearchFieldProps {
    label: string;
    value: string;
    help?: string | undefined;
    /** The id of a list of suggestions. */
    list?: string;
    /** For a word, not a sentence. */
    short?: boolean;
    onSearch: (text: string) => void;
}

/** Searches when the reader rests or presses Enter, not with each letter. */
export function SearchField({ label, value, help, short, list, onSearch }: SearchFieldProps) {
    const [text, setText] = useState(value);
    useEffect(() => setText(value), [value]);
    useEffect(() => {
        if (text.trim() === value) return;
        const timer = setTimeout(() => onSearch(text.trim()), pause);
        return () => clearTimeout(timer);
    }, [text]);
    return (
        <TextField
            className={short ? "field-search field-short" : "field-search"}
            type="search"
            label={label}
            help={help}
            list={list}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
                if (event.key === "Enter") onSearch(text.trim());
            }}
        />
    );
}
