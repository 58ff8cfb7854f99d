// zlib as the system has it: deflate, for archives. Foundation has it loaded already.
#include <zlib.h>
