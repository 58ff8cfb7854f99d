// zlib as the system has it: deflate, for archives. Foundation has it loaded already.
// What is read is not written to.
#define ZLIB_CONST
#include <zlib.h>
