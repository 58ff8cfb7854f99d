#include "CLibCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

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
    OPT_WRITEFUNCTION = 20011,
    OPT_READFUNCTION = 20012,
    OPT_HEADERFUNCTION = 20079,
    OPT_XFERINFOFUNCTION = 20219,
    OPT_INFILESIZE_LARGE = 30115,
    OPT_NOPROGRESS = 43,
    OPT_UPLOAD = 46,
    OPT_NOSIGNAL = 99,
    OPT_USE_SSL = 119,
    OPT_TIMEOUT_MS = 155,
    OPT_CONNECTTIMEOUT_MS = 156,
    OPT_PROTOCOLS = 181,
    SMTP_AND_SMTPS = 1 << 16 | 1 << 17,
    INFO_RESPONSE_CODE = 0x200002,
    RESULT_NO_MEMORY = 27,
    ERROR_SIZE = 256,
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
    F(slist_append, struct curl_slist *, (struct curl_slist *, const char *))                                              \
    F(slist_free_all, void, (struct curl_slist *))

#define POINTER(name, result, parameters) result(*name) parameters;
static struct {
    FUNCTIONS(POINTER)
} curl;

static char problem[512];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        snprintf(problem, sizeof problem,
                 "The library that sends mail is not installed (%s). On Debian and Ubuntu: apt install libcurl4; then start Flowmeter again",
                 dlerror());
        return;
    }
#define FIND(name, result, parameters)                                                                                     \
    *(void **)&curl.name = dlsym(library, "curl_" #name);                                                                  \
    if (curl.name == NULL) {                                                                                               \
        snprintf(problem, sizeof problem, "The library that sends mail has no curl_" #name ". Install Debian's libcurl4"); \
        return;                                                                                                            \
    }
    FUNCTIONS(FIND)
    if (curl.global_init(GLOBAL_DEFAULT) != 0) snprintf(problem, sizeof problem, "The library that sends mail (libcurl4) can't be set up");
}

const char *curl_mail_load(void) {
    pthread_once(&once, load);
    return problem[0] == 0 ? NULL : problem;
}

struct curl_mail {
    CURL *handle;
    struct curl_slist *recipients;
    const char *next;
    size_t left;
    atomic_int cancelled;
    char error[ERROR_SIZE];
    char refusal[ERROR_SIZE];
};

static size_t read_message(char *buffer, size_t size, size_t count, void *context) {
    curl_mail *mail = context;
    size_t part = size * count < mail->left ? size * count : mail->left;
    memcpy(buffer, mail->next, part);
    mail->next += part;
    mail->left -= part;
    return part;
}

// A line of a refusal, without its code and line end. What follows it is only the good-bye.
static size_t keep_refusal(char *line, size_t size, size_t count, void *context) {
    curl_mail *mail = context;
    size_t length = size * count;
    size_t end = length;
    if (length == 0 || (line[0] != '4' && line[0] != '5')) return length;
    while (end > 0 && (line[end - 1] == '\r' || line[end - 1] == '\n')) end--;
    size_t start = end < 4 ? end : 4;
    size_t kept = end - start < sizeof mail->refusal - 1 ? end - start : sizeof mail->refusal - 1;
    memcpy(mail->refusal, line + start, kept);
    mail->refusal[kept] = 0;
    return length;
}

// libcurl would print on standard output what it has no place for.
static size_t drop(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes;
    (void)context;
    return size * count;
}

static int look_at_cancelled(void *context, long long to_come, long long came, long long to_go, long long went) {
    (void)to_come, (void)came, (void)to_go, (void)went;
    curl_mail *mail = context;
    return atomic_load(&mail->cancelled);
}

curl_mail *curl_mail_make(const char *url, int security, long connect_time, long total_time) {
    curl_mail *mail = calloc(1, sizeof *mail);
    if (mail == NULL) return NULL;
    mail->handle = curl.easy_init();
    if (mail->handle == NULL || curl.easy_setopt(mail->handle, OPT_URL, url) != 0) {
        curl_mail_free(mail);
        return NULL;
    }
    curl.easy_setopt(mail->handle, OPT_PROTOCOLS, (long)SMTP_AND_SMTPS);
    // Mail goes to the server that was set, whatever proxy the environment names for something else.
    curl.easy_setopt(mail->handle, OPT_PROXY, "");
    curl.easy_setopt(mail->handle, OPT_USE_SSL, (long)security);
    curl.easy_setopt(mail->handle, OPT_CONNECTTIMEOUT_MS, connect_time);
    curl.easy_setopt(mail->handle, OPT_TIMEOUT_MS, total_time);
    // Signals belong to the program.
    curl.easy_setopt(mail->handle, OPT_NOSIGNAL, 1L);
    curl.easy_setopt(mail->handle, OPT_ERRORBUFFER, mail->error);
    curl.easy_setopt(mail->handle, OPT_UPLOAD, 1L);
    curl.easy_setopt(mail->handle, OPT_READFUNCTION, read_message);
    curl.easy_setopt(mail->handle, OPT_READDATA, mail);
    curl.easy_setopt(mail->handle, OPT_WRITEFUNCTION, drop);
    curl.easy_setopt(mail->handle, OPT_HEADERFUNCTION, keep_refusal);
    curl.easy_setopt(mail->handle, OPT_HEADERDATA, mail);
    curl.easy_setopt(mail->handle, OPT_NOPROGRESS, 0L);
    curl.easy_setopt(mail->handle, OPT_XFERINFOFUNCTION, look_at_cancelled);
    curl.easy_setopt(mail->handle, OPT_XFERINFODATA, mail);
    return mail;
}

void curl_mail_free(curl_mail *mail) {
    if (mail->handle != NULL) curl.easy_cleanup(mail->handle);
    curl.slist_free_all(mail->recipients);
    free(mail);
}

int curl_mail_sign_in(curl_mail *mail, const char *user, const char *password) {
    int result = curl.easy_setopt(mail->handle, OPT_USERNAME, user);
    return result != 0 ? result : curl.easy_setopt(mail->handle, OPT_PASSWORD, password);
}

int curl_mail_trust(curl_mail *mail, const char *file) { return curl.easy_setopt(mail->handle, OPT_CAINFO, file); }

int curl_mail_from(curl_mail *mail, const char *address) { return curl.easy_setopt(mail->handle, OPT_MAIL_FROM, address); }

int curl_mail_to(curl_mail *mail, const char *address) {
    struct curl_slist *longer = curl.slist_append(mail->recipients, address);
    if (longer == NULL) return RESULT_NO_MEMORY;
    mail->recipients = longer;
    return 0;
}

// OpenSSL writes to a connection that has gone as if the program wanted to die of it. Only this thread's signal is held back,
// and taken away before it is let through again.
static int perform_without_sigpipe(CURL *handle) {
    const struct timespec at_once = {0, 0};
    sigset_t pipe, before, pending;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    sigpending(&pending);
    pthread_sigmask(SIG_BLOCK, &pipe, &before);
    int result = curl.easy_perform(handle);
    if (!sigismember(&pending, SIGPIPE)) sigtimedwait(&pipe, NULL, &at_once);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return result;
}

int curl_mail_send(curl_mail *mail, const void *bytes, size_t count) {
    mail->next = bytes;
    mail->left = count;
    curl.easy_setopt(mail->handle, OPT_MAIL_RCPT, mail->recipients);
    curl.easy_setopt(mail->handle, OPT_INFILESIZE_LARGE, (long long)count);
    return perform_without_sigpipe(mail->handle);
}

long curl_mail_reply_code(curl_mail *mail) {
    long code = 0;
    curl.easy_getinfo(mail->handle, INFO_RESPONSE_CODE, &code);
    return code;
}

const char *curl_mail_refusal(const curl_mail *mail) { return mail->refusal; }

const char *curl_mail_problem(const curl_mail *mail, int result) {
    return mail->error[0] != 0 ? mail->error : curl.easy_strerror(result);
}

void curl_mail_cancel(curl_mail *mail) { atomic_store(&mail->cancelled, 1); }
