import { useEffect, useState } from "react";

const query = "(max-width: 760px)";

/** A phone: the list of steps stands where the canvas is elsewhere. */
export function useNarrow(): boolean {
    const [narrow, setNarrow] = useState(() => matchMedia(query).matches);
    useEffect(() => {
        const media = matchMedia(query);
        const change = () => setNarrow(media.matches);
        media.addEventListener("change", change);
        return () => media.removeEventListener("change", change);
    }, []);
    return narrow;
}
