import { useEffect, useState } from "react";
import { ApiError, onSignedOut, session as sessionCalls, settings as settingsCalls, type User } from "./api";
import { SignInPage } from "./entry/SignInPage";
import { wayBack } from "./entry/wayBack";
import { WelcomePage } from "./entry/WelcomePage";
import { navigate, usePlace } from "./router";
import { Shell } from "./shell/Shell";
import { useBrand } from "./style/brand";
import { ErrorState, Skeleton, Toasts } from "./ui";
import { adopt, useSettings } from "./words";

type State = { is: "starting" } | { is: "failed"; error: ApiError } | { is: "out" } | { is: "in"; user: User };

export function App() {
    const [state, setState] = useState<State>({ is: "starting" });
    const { path, search, hash } = usePlace();
    const { firstOwnerNeeded } = useSettings();
    useBrand();

    const start = () => {
        setState({ is: "starting" });
        Promise.all([settingsCalls.read().then(adopt), sessionCalls.me().catch(nobody)]).then(
            ([, user]) => setState(user ? { is: "in", user } : { is: "out" }),
            (error: unknown) =>
                setState({ is: "failed", error: error instanceof ApiError ? error : new ApiError(0, "unexpected", String(error)) }),
        );
    };
    useEffect(() => {
        onSignedOut(() => setState({ is: "out" }));
        start();
    }, []);

    const outside = path === "/sign-in" || path === "/welcome";
    useEffect(() => {
        if (state.is === "out" && !outside) {
            const to = path === "/" ? "" : `?to=${encodeURIComponent(path + search)}`;
            navigate(firstOwnerNeeded ? "/welcome" : `/sign-in${to}`, { replace: true });
        }
        if (state.is === "in" && path === "/sign-in") navigate(wayBack(search), { replace: true });
        if (state.is === "in" && path === "/welcome" && hash === "") navigate("/", { replace: true });
    }, [state.is, path, outside, firstOwnerNeeded]);

    const enter = (user: User) => {
        settingsCalls.read().then(adopt, () => {});
        setState({ is: "in", user });
        navigate(path === "/sign-in" ? wayBack(search) : "/", { replace: true });
    };
    return (
        <>
            {state.is === "starting" && <Skeleton />}
            {state.is === "failed" && <ErrorState error={state.error} onRetry={start} what="The program" />}
            {path === "/welcome" && state.is !== "starting" && state.is !== "failed" && <WelcomePage onEntered={enter} />}
            {path === "/sign-in" && state.is === "out" && <SignInPage onEntered={enter} />}
            {state.is === "in" && !outside && (
                <Shell
                    user={state.user}
                    onUserChanged={(user) => setState({ is: "in", user })}
                    onSignOut={() => {
                        sessionCalls.signOut().finally(() => {
                            setState({ is: "out" });
                            navigate("/sign-in");
                        });
                    }}
                />
            )}
            <Toasts />
        </>
    );
}

function nobody(error: unknown): null {
    if (error instanceof ApiError && error.signedOut) return null;
    throw error;
}
