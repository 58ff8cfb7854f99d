#include "CLibCurl.h"
#include "library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

struct curl_functions curl_functions;

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

int curl_trust_text(CURL *handle, const char *pem) {
    struct curl_blob blob = {.data = (void *)pem, .length = strlen(pem), .flags = BLOB_COPY};
    return curl.easy_setopt(handle, OPT_CAINFO_BLOB, &blob);
}

// OpenSSL writes to a connection that has gone as if the program wanted to die of it. Only this thread's signal is held back,
// and taken away before it is let through again.
int curl_perform_without_sigpipe(CURL *handle) {
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
