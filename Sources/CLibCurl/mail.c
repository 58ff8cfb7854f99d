#include "CLibCurl.h"
#include "library.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct curl_mail {
    CURL *handle;
    struct curl_slist *recipients;
    struct curl_slist *route;
    const char *next;
    size_t left;
    long total_time;
    struct timespec start;
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

// libcurl asks this every second at least, whatever it waits for. Its own limit does not hold for the good-bye: a server that is
// silent at the end of a message would be given two minutes more to answer QUIT.
static int has_to_end(void *context, long long to_come, long long came, long long to_go, long long went) {
    (void)to_come, (void)came, (void)to_go, (void)went;
    curl_mail *mail = context;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long passed = (now.tv_sec - mail->start.tv_sec) * 1000 + (now.tv_nsec - mail->start.tv_nsec) / 1000000;
    return atomic_load(&mail->cancelled) || passed > mail->total_time + 500;
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
    curl.easy_setopt(mail->handle, OPT_SERVER_RESPONSE_TIMEOUT, (total_time + 999) / 1000);
    // Else the good-bye is said when the handle goes, by another handle, which asks nobody whether it has to end.
    curl.easy_setopt(mail->handle, OPT_FORBID_REUSE, 1L);
    // Signals belong to the program.
    curl.easy_setopt(mail->handle, OPT_NOSIGNAL, 1L);
    curl.easy_setopt(mail->handle, OPT_ERRORBUFFER, mail->error);
    curl.easy_setopt(mail->handle, OPT_UPLOAD, 1L);
    curl.easy_setopt(mail->handle, OPT_READFUNCTION, read_message);
    curl.easy_setopt(mail->handle, OPT_READDATA, mail);
    curl.easy_setopt(mail->handle, OPT_WRITEFUNCTION, drop);
    curl.easy_setopt(mail->handle, OPT_HEADERFUNCTION, keep_refusal);
    curl.easy_setopt(mail->handle, OPT_HEADERDATA, mail);
    mail->total_time = total_time;
    curl.easy_setopt(mail->handle, OPT_NOPROGRESS, 0L);
    curl.easy_setopt(mail->handle, OPT_XFERINFOFUNCTION, has_to_end);
    curl.easy_setopt(mail->handle, OPT_XFERINFODATA, mail);
    return mail;
}

void curl_mail_free(curl_mail *mail) {
    if (mail->handle != NULL) curl.easy_cleanup(mail->handle);
    curl.slist_free_all(mail->recipients);
    curl.slist_free_all(mail->route);
    free(mail);
}

int curl_mail_sign_in(curl_mail *mail, const char *user, const char *password) {
    int result = curl.easy_setopt(mail->handle, OPT_USERNAME, user);
    return result != 0 ? result : curl.easy_setopt(mail->handle, OPT_PASSWORD, password);
}

int curl_mail_trust(curl_mail *mail, const char *file) { return curl.easy_setopt(mail->handle, OPT_CAINFO, file); }

int curl_mail_trust_text(curl_mail *mail, const char *pem) { return curl_trust_text(mail->handle, pem); }

int curl_mail_reach(curl_mail *mail, const char *route) {
    mail->route = curl.slist_append(NULL, route);
    if (mail->route == NULL) return RESULT_NO_MEMORY;
    return curl.easy_setopt(mail->handle, OPT_CONNECT_TO, mail->route);
}

int curl_mail_from(curl_mail *mail, const char *address) { return curl.easy_setopt(mail->handle, OPT_MAIL_FROM, address); }

int curl_mail_to(curl_mail *mail, const char *address) {
    struct curl_slist *longer = curl.slist_append(mail->recipients, address);
    if (longer == NULL) return RESULT_NO_MEMORY;
    mail->recipients = longer;
    return 0;
}

int curl_mail_send(curl_mail *mail, const void *bytes, size_t count) {
    mail->next = bytes;
    mail->left = count;
    clock_gettime(CLOCK_MONOTONIC, &mail->start);
    curl.easy_setopt(mail->handle, OPT_MAIL_RCPT, mail->recipients);
    curl.easy_setopt(mail->handle, OPT_INFILESIZE_LARGE, (long long)count);
    return curl_perform_without_sigpipe(mail->handle);
}

int curl_mail_try(curl_mail *mail) {
    clock_gettime(CLOCK_MONOTONIC, &mail->start);
    curl.easy_setopt(mail->handle, OPT_UPLOAD, 0L);
    curl.easy_setopt(mail->handle, OPT_CONNECT_ONLY, 1L);
    return curl_perform_without_sigpipe(mail->handle);
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
