#ifndef FLOWMETER_WEB_ASSETS_H
#define FLOWMETER_WEB_ASSETS_H

#include <stddef.h>

// A file of the built pages. `path` begins with a slash; `bytes` are in the program's read-only data.
typedef struct {
    const char *path;
    const unsigned char *bytes;
    size_t size;
} flowmeter_asset;

// How many files there are: 0 where the program was built without pages.
size_t flowmeter_asset_count(void);

// The file at `index`, which is below the count.
flowmeter_asset flowmeter_asset_at(size_t index);

#endif
