import x from "lucide/x.svg";
import { IconButton } from "../ui/Button";
import type { Saving } from "./useSaving";

/** What came of saving, where it was not just well. */
export function SaveNotes({ saving, onShow }: { saving: Saving; onShow: (path: string) => void }) {
    const { problem, warnings } = saving;
    const notes = problem ? problem.suberrors.map((error) => ({ path: error.name ?? "", message: error.message })) : warnings;
    if (!problem && warnings.length === 0) return null;
    return (
        <div className={`banner builder-note ${problem ? "banner-bad" : "banner-warn"}`} role={problem ? "alert" : "status"}>
            <div>
                <strong>{problem ? `Not saved: ${problem.message}` : "Saved. Some things will not work as they are:"}</strong>
                <ul>
                    {notes.slice(0, 5).map((note, index) => (
                        <li key={index}>
                            {note.message}{" "}
                            {note.path && (
                                <button type="button" className="link-button" onClick={() => onShow(note.path)}>
                                    Show
                                </button>
                            )}
                        </li>
                    ))}
                    {notes.length > 5 && <li>and {notes.length - 5} more</li>}
                </ul>
            </div>
            <span className="row-end">
                <IconButton icon={x} label="Close this note" small onClick={saving.dismiss} />
            </span>
        </div>
    );
}
