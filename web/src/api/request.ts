export interface SubError {
    message: string;
    name?: string;
    line?: number;
    column?: number;
}

/** What the server said no to, or that it could not be reached (status 0). */
export class ApiError extends Error {
    constructor(
        readonly status: number,
        readonly code: string,
        message: string,
        readonly suberrors: SubError[] = [],
    ) {
        super(message);
        this.name = "ApiError";
    }

    get signedOut(): boolean {
        return this.status === 401;
    }

    get outdated(): boolean {
        return this.status === 409;
    }
}

/** What went wrong, for the end of a sentence that says what was not done. */
export function reasonOf(error: unknown): string {
    if (!(error instanceof ApiError)) return String(error);
    // That a number of parameters was wrong helps nobody; what was wrong with them does.
    const parts = error.message.startsWith("Validation failed for") ? error.suberrors.map((one) => one.message) : [];
    return parts.length > 0 ? parts.join(" ") : error.message;
}

interface ErrorBody {
    detail?: string;
    message?: string;
    code?: string;
    suberrors?: SubError[];
}

/** A list is sent as the same name several times. */
export type Query = Record<string, string | number | boolean | readonly string[] | undefined | null>;

export interface RequestOptions {
    method?: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
    query?: Query;
    body?: unknown;
    signal?: AbortSignal;
    /** A 401 is this request's own answer (a wrong password), not the end of the session. */
    signingIn?: boolean;
}

let whenSignedOut: () => void = () => {};

/** Called once by the app; every answer 401 leads to the sign-in page. */
export function onSignedOut(action: () => void) {
    whenSignedOut = action;
}

export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
    const response = await answerOf(path, options);
    if (response.ok) {
        const text = await response.text();
        return (text === "" ? null : JSON.parse(text)) as Answer;
    }
    const failure = await failureOf(response);
    if (failure.signedOut && !options.signingIn) whenSignedOut();
    throw failure;
}

/** The text itself, for downloads that must stay as the server keeps them. */
export async function requestText(path: string, options: RequestOptions = {}): Promise<string> {
    const response = await answerOf(path, options);
    if (response.ok) return response.text();
    throw await failureOf(response);
}

export function address(path: string, query: Query = {}): string {
    const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
    const text = pairs
        .flatMap(([name, value]) => (Array.isArray(value) ? value.map((one) => [name, one]) : [[name, value]]))
        .map(([name, value]) => `${encodeURIComponent(String(name))}=${encodeURIComponent(String(value))}`)
        .join("&");
    return `/api/v2${path}${text === "" ? "" : `?${text}`}`;
}

async function answerOf(path: string, { method = "GET", query, body, signal }: RequestOptions): Promise<Response> {
    const init: RequestInit = { method, credentials: "same-origin", headers: { Accept: "application/json" } };
    if (signal) init.signal = signal;
    if (body !== undefined) {
        init.headers = { ...init.headers, "Content-Type": "application/json" };
        init.body = JSON.stringify(body);
    }
    try {
        return await fetch(address(path, query), init);
    } catch (cause) {
        if (signal?.aborted) throw cause;
        throw new ApiError(0, "unreachable", "The server can't be reached. Nothing was changed; try again in a moment.");
    }
}

async function failureOf(response: Response): Promise<ApiError> {
    const body: ErrorBody = await response.json().catch(() => ({}));
    const message = body.detail || body.message || `The server answered ${response.status}.`;
    return new ApiError(response.status, body.code ?? String(response.status), message, body.suberrors ?? []);
}
