#include "CLibCurl.h"
#include "library.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct curl_talk {
    CURL *handle;
    struct curl_slist *route;
    long total_time;
    struct timespec start;
    atomic_int cancelled;
    char error[ERROR_SIZE];
};

static long left(const curl_talk *talk) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return talk->total_time - (now.tv_sec - talk->start.tv_sec) * 1000 - (now.tv_nsec - talk->start.tv_nsec) / 1000000;
}

static int has_to_end(void *context, long long to_come, long long came, long long to_go, long long went) {
    (void)to_come, (void)came, (void)to_go, (void)went;
    curl_talk *talk = context;
    return atomic_load(&talk->cancelled) || left(talk) < -500;
}

static size_t drop(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes;
    (void)context;
    return size * count;
}

curl_talk *curl_talk_make(const char *url, int security, long connect_time, long total_time) {
    curl_talk *talk = calloc(1, sizeof *talk);
    if (talk == NULL) return NULL;
    talk->total_time = total_time;
    clock_gettime(CLOCK_MONOTONIC, &talk->start);
    talk->handle = curl.easy_init();
    if (talk->handle == NULL || curl.easy_setopt(talk->handle, OPT_URL, url) != 0) {
        curl_talk_free(talk);
        return NULL;
    }
    curl.easy_setopt(talk->handle, OPT_PROTOCOLS, (long)IMAP_AND_IMAPS);
    curl.easy_setopt(talk->handle, OPT_PROXY, "");
    curl.easy_setopt(talk->handle, OPT_USE_SSL, (long)security);
    curl.easy_setopt(talk->handle, OPT_CONNECTTIMEOUT_MS, connect_time);
    curl.easy_setopt(talk->handle, OPT_TIMEOUT_MS, total_time);
    curl.easy_setopt(talk->handle, OPT_SERVER_RESPONSE_TIMEOUT, (total_time + 999) / 1000);
    curl.easy_setopt(talk->handle, OPT_NOSIGNAL, 1L);
    curl.easy_setopt(talk->handle, OPT_ERRORBUFFER, talk->error);
    curl.easy_setopt(talk->handle, OPT_WRITEFUNCTION, drop);
    curl.easy_setopt(talk->handle, OPT_HEADERFUNCTION, drop);
    curl.easy_setopt(talk->handle, OPT_NOPROGRESS, 0L);
    curl.easy_setopt(talk->handle, OPT_XFERINFOFUNCTION, has_to_end);
    curl.easy_setopt(talk->handle, OPT_XFERINFODATA, talk);
    // Connects, secures, signs in, and leaves the connection to us.
    curl.easy_setopt(talk->handle, OPT_CONNECT_ONLY, 1L);
    return talk;
}

void curl_talk_free(curl_talk *talk) {
    // A connection that was left to us is closed without a word.
    if (talk->handle != NULL) curl.easy_cleanup(talk->handle);
    curl.slist_free_all(talk->route);
    free(talk);
}

int curl_talk_sign_in(curl_talk *talk, const char *user, const char *password) {
    int result = curl.easy_setopt(talk->handle, OPT_USERNAME, user);
    return result != 0 ? result : curl.easy_setopt(talk->handle, OPT_PASSWORD, password);
}

int curl_talk_trust_text(curl_talk *talk, const char *pem) { return curl_trust_text(talk->handle, pem); }

int curl_talk_reach(curl_talk *talk, const char *route) {
    talk->route = curl.slist_append(NULL, route);
    if (talk->route == NULL) return RESULT_NO_MEMORY;
    return curl.easy_setopt(talk->handle, OPT_CONNECT_TO, talk->route);
}

int curl_talk_open(curl_talk *talk) { return curl_perform_without_sigpipe(talk->handle); }

// Waits until the connection may have something to say or take. It may as well not: TLS has a mind of its own.
static int wait_for(curl_talk *talk, short events) {
    int number = -1;
    if (curl.easy_getinfo(talk->handle, INFO_ACTIVE_SOCKET, &number) != 0 || number < 0) return RESULT_BROKEN;
    struct pollfd waited = {.fd = number, .events = events};
    for (;;) {
        long time = left(talk);
        if (atomic_load(&talk->cancelled)) return RESULT_CANCELLED;
        if (time <= 0) return RESULT_TIMED_OUT;
        int count = poll(&waited, 1, time < 500 ? (int)time : 500);
        if (count > 0) return 0;
        if (count < 0 && errno != EINTR) return RESULT_BROKEN;
    }
}

static int send_without_sigpipe(curl_talk *talk, const char *bytes, size_t count, size_t *sent) {
    const struct timespec at_once = {0, 0};
    sigset_t pipe, before, pending;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    sigpending(&pending);
    pthread_sigmask(SIG_BLOCK, &pipe, &before);
    int result = curl.easy_send(talk->handle, bytes, count, sent);
    if (!sigismember(&pending, SIGPIPE)) sigtimedwait(&pipe, NULL, &at_once);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return result;
}

int curl_talk_send(curl_talk *talk, const void *bytes, size_t count) {
    const char *next = bytes;
    while (count > 0) {
        size_t sent = 0;
        int result = send_without_sigpipe(talk, next, count, &sent);
        if (result == RESULT_AGAIN) result = wait_for(talk, POLLOUT);
        if (result != 0) return result;
        next += sent;
        count -= sent;
    }
    return 0;
}

int curl_talk_receive(curl_talk *talk, void *buffer, size_t capacity, size_t *count) {
    for (;;) {
        *count = 0;
        int result = curl.easy_recv(talk->handle, buffer, capacity, count);
        if (result == 0) return *count > 0 ? 0 : RESULT_BROKEN;
        if (result == RESULT_AGAIN) result = wait_for(talk, POLLIN);
        if (result != 0) return result;
    }
}

const char *curl_talk_problem(const curl_talk *talk, int result) {
    return talk->error[0] != 0 ? talk->error : curl.easy_strerror(result);
}

void curl_talk_cancel(curl_talk *talk) { atomic_store(&talk->cancelled, 1); }
