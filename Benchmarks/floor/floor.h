#pragma once
#include <stdint.h>
#include <sys/types.h>

// Ends the program with `what` and the reason if `condition` is false.
void must(int condition, const char *what);

struct peer {
    pid_t process;
    int port;
};

void peer_run(int port);
struct peer peer_start(void);
void peer_stop(struct peer peer);
