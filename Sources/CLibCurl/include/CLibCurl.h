#pragma once
#include <stddef.h>

// One mail by SMTP, or a conversation by IMAP, through libcurl, which is found at run time, so that the program starts where it is not installed and
// builds without its headers.

typedef struct curl_mail curl_mail;

// How the connection is secured; the values are libcurl's CURLUSESSL_*. An smtps:// URL is secured from its first byte.
static const int curl_mail_in_the_clear = 0;
static const int curl_mail_starttls_if_offered = 1;
static const int curl_mail_starttls = 3;

// Results of curl_mail_send that are told apart; the values are libcurl's CURLE_*.
static const int curl_mail_sent = 0;
static const int curl_mail_no_protocol = 1;
static const int curl_mail_no_host = 6;
static const int curl_mail_no_connection = 7;
static const int curl_mail_timed_out = 28;
static const int curl_mail_no_handshake = 35;
static const int curl_mail_cancelled = 42;
static const int curl_mail_bad_certificate = 60;
static const int curl_mail_no_starttls = 64;
static const int curl_mail_login_denied = 67;
static const int curl_mail_bad_authorities = 77;

// Loads libcurl once. NULL when it is there, else what is wrong, in words for the operator.
const char *curl_mail_load(void);

// NULL when there is no memory left. Times are in milliseconds: for the connection, and for everything.
curl_mail *curl_mail_make(const char *url, int security, long connect_time, long total_time);
void curl_mail_free(curl_mail *mail);

// These copy what they are given, and return 0 or a CURLE_*.
int curl_mail_sign_in(curl_mail *mail, const char *user, const char *password);
// A file of certificates (PEM) that is trusted instead of the system's.
int curl_mail_trust(curl_mail *mail, const char *file);
// The same as text.
int curl_mail_trust_text(curl_mail *mail, const char *pem);
// `::address:port`, an IPv6 address in brackets: goes there and nowhere else, whatever the URL's host resolves to.
int curl_mail_reach(curl_mail *mail, const char *route);
int curl_mail_from(curl_mail *mail, const char *address);
int curl_mail_to(curl_mail *mail, const char *address);

// Blocks until the server has answered, or the time is over. `bytes` must stay until then. Returns 0 or a CURLE_*.
int curl_mail_send(curl_mail *mail, const void *bytes, size_t count);
// Instead of it: connects and signs in, and sends nothing.
int curl_mail_try(curl_mail *mail);

// The code of the server's last answer but that to QUIT, 0 when there was none.
long curl_mail_reply_code(curl_mail *mail);
// The text of its last refusal (4yz, 5yz), empty when there was none.
const char *curl_mail_refusal(const curl_mail *mail);
// What libcurl says about its result.
const char *curl_mail_problem(const curl_mail *mail, int result);

// From any thread: ends a transfer within a second or so.
void curl_mail_cancel(curl_mail *mail);

// A connection to an IMAP server, signed in, over which the two ends then speak by themselves: libcurl sees to addresses, TLS and
// signing in.
typedef struct curl_talk curl_talk;

// NULL when there is no memory left. `security` as above; times are in milliseconds: for the connection, and for everything.
curl_talk *curl_talk_make(const char *url, int security, long connect_time, long total_time);
void curl_talk_free(curl_talk *talk);

// As those of a mail.
int curl_talk_sign_in(curl_talk *talk, const char *user, const char *password);
int curl_talk_trust_text(curl_talk *talk, const char *pem);
int curl_talk_reach(curl_talk *talk, const char *route);

// These block until it is done, the time is over or it is cancelled. They return 0 or a CURLE_*.
int curl_talk_open(curl_talk *talk);
int curl_talk_send(curl_talk *talk, const void *bytes, size_t count);
// At least one byte, unless the result is not 0.
int curl_talk_receive(curl_talk *talk, void *buffer, size_t capacity, size_t *count);

const char *curl_talk_problem(const curl_talk *talk, int result);
// From any thread: ends what blocks within a second or so.
void curl_talk_cancel(curl_talk *talk);
