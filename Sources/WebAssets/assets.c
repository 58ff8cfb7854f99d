#include "WebAssets.h"

// `dev/embed-assets` writes the list after the pages were built. Without it the program is whole but for the pages, and says how to build them.
#if __has_include("../../web/dist/assets.inc")
#pragma clang diagnostic ignored "-Wc23-extensions"
#include "../../web/dist/assets.inc"
#else
static const flowmeter_asset assets[] = {{0, 0, 0}};
static const size_t count = 0;
#endif

size_t flowmeter_asset_count(void) { return count; }

flowmeter_asset flowmeter_asset_at(size_t index) { return assets[index]; }
