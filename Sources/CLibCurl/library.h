#pragma once
#include <stddef.h>

// libcurl's functions, as its files here share them.

// What is used of curl/curl.h. Numbers and signatures are part of libcurl's ABI, which is that of libcurl.so.4.
typedef void CURL;
struct curl_slist;
enum {
    GLOBAL_DEFAULT = 3,
    OPT_URL = 10002,
    OPT_PROXY = 10004,
    OPT_READDATA = 10009,
    OPT_ERRORBUFFER = 10010,
    OPT_HEADERDATA = 10029,
    OPT_XFERINFODATA = 10057,
    OPT_CAINFO = 10065,
    OPT_USERNAME = 10173,
    OPT_PASSWORD = 10174,
    OPT_MAIL_FROM = 10186,
    OPT_MAIL_RCPT = 10187,
    OPT_CONNECT_TO = 10243,
    OPT_WRITEFUNCTION = 20011,
    OPT_READFUNCTION = 20012,
    OPT_HEADERFUNCTION = 20079,
    OPT_XFERINFOFUNCTION = 20219,
    OPT_INFILESIZE_LARGE = 30115,
    OPT_CAINFO_BLOB = 40309,
    OPT_NOPROGRESS = 43,
    OPT_UPLOAD = 46,
    OPT_FORBID_REUSE = 75,
    OPT_NOSIGNAL = 99,
    OPT_SERVER_RESPONSE_TIMEOUT = 112,
    OPT_USE_SSL = 119,
    OPT_CONNECT_ONLY = 141,
    OPT_TIMEOUT_MS = 155,
    OPT_CONNECTTIMEOUT_MS = 156,
    OPT_PROTOCOLS = 181,
    IMAP_AND_IMAPS = 1 << 12 | 1 << 13,
    SMTP_AND_SMTPS = 1 << 16 | 1 << 17,
    INFO_RESPONSE_CODE = 0x200002,
    INFO_ACTIVE_SOCKET = 0x50002c,
    BLOB_COPY = 1,
    RESULT_NO_MEMORY = 27,
    RESULT_TIMED_OUT = 28,
    RESULT_CANCELLED = 42,
    RESULT_BROKEN = 56,
    RESULT_AGAIN = 81,
    ERROR_SIZE = 256,
};

struct curl_blob {
    void *data;
    size_t length;
    unsigned int flags;
};

// Name, result, parameters of each function of the table.
#define FUNCTIONS(F)                                                                                                       \
    F(global_init, int, (long))                                                                                            \
    F(easy_init, CURL *, (void))                                                                                           \
    F(easy_cleanup, void, (CURL *))                                                                                        \
    F(easy_setopt, int, (CURL *, int, ...))                                                                                \
    F(easy_getinfo, int, (CURL *, int, ...))                                                                               \
    F(easy_perform, int, (CURL *))                                                                                         \
    F(easy_strerror, const char *, (int))                                                                                  \
    F(easy_recv, int, (CURL *, void *, size_t, size_t *))                                                                  \
    F(easy_send, int, (CURL *, const void *, size_t, size_t *))                                                            \
    F(slist_append, struct curl_slist *, (struct curl_slist *, const char *))                                              \
    F(slist_free_all, void, (struct curl_slist *))

#define POINTER(name, result, parameters) result(*name) parameters;
struct curl_functions {
    FUNCTIONS(POINTER)
};
extern struct curl_functions curl_functions;
#define curl curl_functions

// Certificates (PEM) that are trusted instead of the system's.
int curl_trust_text(CURL *handle, const char *pem);
// As easy_perform, without the signal.
int curl_perform_without_sigpipe(CURL *handle);
