// The smallest HTTP peer that is still one: answers every request with 200 and a short JSON body, on the loopback
// address only, one thread, keep-alive. The floor and Flowmeter are both measured against it.
#define _GNU_SOURCE
#include "floor.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_CONNECTION = 4096, BUFFER = 64 * 1024 };

static const char ANSWER[] = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 11\r\n\r\n{\"ok\":true}";

struct connection {
    size_t held;
    char bytes[BUFFER];
};

static int listen_on(int port, int *bound) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    must(fd >= 0, "socket");
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    must(bind(fd, (struct sockaddr *)&address, size) == 0, "bind");
    must(listen(fd, 1024) == 0, "listen");
    must(getsockname(fd, (struct sockaddr *)&address, &size) == 0, "getsockname");
    *bound = ntohs(address.sin_port);
    return fd;
}

// The length of the first whole request in the buffer, or 0 if it is not all there.
static size_t whole_request(struct connection *c) {
    char *end = memmem(c->bytes, c->held, "\r\n\r\n", 4);
    if (!end) return 0;
    size_t head = (size_t)(end - c->bytes) + 4, body = 0;
    for (char *line = c->bytes; line < end; ) {
        char *next = memmem(line, (size_t)(end + 2 - line), "\r\n", 2);
        if (strncasecmp(line, "content-length:", 15) == 0) body = strtoul(line + 15, NULL, 10);
        if (!next) break;
        line = next + 2;
    }
    return c->held >= head + body ? head + body : 0;
}

// Reads what is there and answers each whole request; false when the other side has gone.
static int serve(int fd, struct connection *c) {
    ssize_t got = recv(fd, c->bytes + c->held, BUFFER - c->held, 0);
    if (got <= 0) return got < 0 && errno == EAGAIN;
    c->held += (size_t)got;
    for (size_t length; (length = whole_request(c)) > 0; ) {
        if (send(fd, ANSWER, sizeof ANSWER - 1, MSG_NOSIGNAL) < 0) return 0;
        memmove(c->bytes, c->bytes + length, c->held - length);
        c->held -= length;
    }
    return c->held < BUFFER;
}

static void serve_forever(int listener) {
    static struct connection *connections[MAX_CONNECTION];
    int poll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, ready[256];
    must(epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event) == 0, "epoll_ctl");
    for (;;) {
        int count = epoll_wait(poll, ready, 256, -1);
        for (int i = 0; i < count; i++) {
            int fd = ready[i].data.fd;
            if (fd == listener) {
                int client = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC), yes = 1;
                if (client < 0) continue;
                if (client >= MAX_CONNECTION) { close(client); continue; }
                setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
                if (!connections[client]) must((connections[client] = malloc(sizeof *connections[client])) != NULL, "malloc");
                connections[client]->held = 0;
                event = (struct epoll_event){.events = EPOLLIN, .data.fd = client};
                epoll_ctl(poll, EPOLL_CTL_ADD, client, &event);
            } else if (!serve(fd, connections[fd])) {
                close(fd);
            }
        }
    }
}

void peer_run(int port) {
    int bound, listener = listen_on(port, &bound);
    printf("{\"peer\":\"http://127.0.0.1:%d/\"}\n", bound);
    fflush(stdout);
    serve_forever(listener);
}

struct peer peer_start(void) {
    struct peer peer;
    int listener = listen_on(0, &peer.port);
    peer.process = fork();
    must(peer.process >= 0, "fork");
    if (peer.process == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        serve_forever(listener);
    }
    close(listener);
    return peer;
}

void peer_stop(struct peer peer) {
    kill(peer.process, SIGTERM);
    waitpid(peer.process, NULL, 0);
}
