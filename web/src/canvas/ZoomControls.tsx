import maximize from "lucide/maximize.svg";
import minus from "lucide/minus.svg";
import plus from "lucide/plus.svg";
import { IconButton } from "../ui/Button";

interface ZoomControlsProps {
    zoom: number;
    onZoom: (factor: number) => void;
    onActual: () => void;
    onFit: () => void;
}

export function ZoomControls({ zoom, onZoom, onActual, onFit }: ZoomControlsProps) {
    return (
        <div className="zoom-controls" role="group" aria-label="Zoom" onPointerDown={(event) => event.stopPropagation()}>
            <IconButton icon={minus} label="Zoom out" small onClick={() => onZoom(0.8)} />
            <button
                type="button"
                className="zoom-level tabular"
                aria-label={`Zoom ${Math.round(zoom * 100)} per cent; back to 100`}
                title="Back to 100 %"
                onClick={onActual}
            >
                {Math.round(zoom * 100)} %
            </button>
            <IconButton icon={plus} label="Zoom in" small onClick={() => onZoom(1.25)} />
            <IconButton icon={maximize} label="Show all" small onClick={onFit} />
        </div>
    );
}
