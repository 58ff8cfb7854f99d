import type { Banner as Told } from "../api";
import { Banner, LinkButton } from "../ui";

/** What the server says is pressing: a share of the credits used, a pause, a debt. The worst stands first. */
export function Banners({ banners }: { banners: Told[] }) {
    const ordered = [...banners].sort((one, other) => Number(other.tone === "bad") - Number(one.tone === "bad"));
    return (
        <>
            {ordered.map((banner) => (
                <Banner
                    key={banner.id}
                    tone={banner.tone}
                    testId={`banner-${banner.id}`}
                    action={
                        // Only a place of these pages; an address from elsewhere is no place to go.
                        banner.action && /^\/(?!\/)/.test(banner.action.to) && (
                            <LinkButton small to={banner.action.to}>
                                {banner.action.label}
                            </LinkButton>
                        )
                    }
                >
                    {banner.text}
                </Banner>
            ))}
        </>
    );
}
