// The floor: what the same rows with the same barriers cost on plain SQLite, written by a small C program.
// Flowmeter's figures stand beside it, so that one sees what is the disk's share and what is ours.
//
//   floor [--data DIR] [--runs N] [--in-flight M] [--workload pure|effects|both] [--peer-port PORT]
//   floor --peer PORT      only the HTTP peer
//
// pure:    a run of five pure modules. A run's rows are written once, with those of the other runs in the commit.
// effects: a run of five HTTP requests. What comes before a request is durable before it is sent, its answer before the next.
#define _GNU_SOURCE
#include "floor.h"

#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <netinet/tcp.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MODULES = 5, PURE_SEGMENT = 600, EFFECT_SEGMENT = 220, MAX_IN_FLIGHT = 1024 };

void must(int condition, const char *what) {
    if (condition) return;
    fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
    exit(1);
}

// MARK: The database

static sqlite3 *db;

static void check(int code, const char *what) {
    if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
    fprintf(stderr, "floor: %s: %s\n", what, sqlite3_errmsg(db));
    exit(1);
}

static void sql(const char *text) { check(sqlite3_exec(db, text, NULL, NULL, NULL), text); }

// The tables, keys and indexes of Sources/Stores/Schema that these rows go into.
static const char SCHEMA[] =
    "CREATE TABLE run (organization INTEGER NOT NULL, id TEXT NOT NULL, team INTEGER NOT NULL, scenario INTEGER NOT NULL, version INTEGER NOT NULL,"
    "  state INTEGER NOT NULL, origin INTEGER NOT NULL, author INTEGER, options TEXT, input BLOB, started INTEGER NOT NULL, ended INTEGER,"
    "  operations INTEGER NOT NULL, credits INTEGER NOT NULL, transfer INTEGER NOT NULL, segments INTEGER NOT NULL, worker TEXT,"
    "  epoch INTEGER NOT NULL, lease INTEGER, outputs BLOB, PRIMARY KEY (organization, id)) STRICT;"
    "CREATE INDEX run_of_scenario ON run (organization, scenario, id);"
    "CREATE INDEX run_live ON run (state, lease) WHERE ended IS NULL;"
    "CREATE TABLE segment (organization INTEGER NOT NULL, run TEXT NOT NULL, sequence INTEGER NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL,"
    "  operations BLOB NOT NULL, bundles BLOB, PRIMARY KEY (organization, run, sequence)) STRICT;"
    "CREATE TABLE lot (organization INTEGER NOT NULL, id INTEGER NOT NULL, used INTEGER NOT NULL CHECK (used >= 0),"
    "  PRIMARY KEY (organization, id)) STRICT;"
    "CREATE TABLE posting (organization INTEGER NOT NULL, run TEXT NOT NULL, sequence INTEGER NOT NULL, lot INTEGER NOT NULL,"
    "  credits INTEGER NOT NULL CHECK (credits > 0), posted INTEGER NOT NULL, PRIMARY KEY (organization, run, sequence, lot)) STRICT;"
    "CREATE TABLE charge_line (organization INTEGER NOT NULL, run TEXT NOT NULL, day TEXT NOT NULL, period INTEGER NOT NULL,"
    "  module_id INTEGER NOT NULL, module TEXT NOT NULL, kind INTEGER NOT NULL, rule TEXT NOT NULL, card TEXT NOT NULL, operations INTEGER NOT NULL,"
    "  credits INTEGER NOT NULL, transfer INTEGER NOT NULL, errors INTEGER NOT NULL, warnings INTEGER NOT NULL, duration INTEGER NOT NULL,"
    "  PRIMARY KEY (organization, run, day, period, module_id, kind, rule)) STRICT;"
    "CREATE TABLE usage (grain INTEGER NOT NULL, organization INTEGER NOT NULL, slot INTEGER NOT NULL, scenario INTEGER NOT NULL,"
    "  module_id INTEGER NOT NULL, module TEXT NOT NULL, kind INTEGER NOT NULL, origin INTEGER NOT NULL, team INTEGER NOT NULL,"
    "  operations INTEGER NOT NULL, credits INTEGER NOT NULL, transfer INTEGER NOT NULL, runs INTEGER NOT NULL,"
    "  PRIMARY KEY (grain, organization, slot, scenario, module_id, module, kind, origin, team)) STRICT;"
    "INSERT INTO lot VALUES (1, 1, 0);";

static sqlite3_stmt *insert_run, *advance_run, *insert_segment, *insert_line, *post, *unpost, *burn, *roll_up;

static sqlite3_stmt *prepared(const char *text) {
    sqlite3_stmt *statement;
    check(sqlite3_prepare_v3(db, text, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL), text);
    return statement;
}

static void open_database(const char *path) {
    must(access(path, F_OK) != 0, "the database is there already");
    check(sqlite3_open(path, &db), "open");
    sql("PRAGMA auto_vacuum=INCREMENTAL");
    sql("PRAGMA journal_mode=WAL");
    sql("PRAGMA synchronous=FULL");
    sql("PRAGMA cache_size=-65536");
    sql("PRAGMA secure_delete=OFF");
    sql("PRAGMA wal_autocheckpoint=4000");
    sql(SCHEMA);
    insert_run = prepared(
        "INSERT INTO run (organization, id, team, scenario, version, state, origin, started, ended, operations, credits, transfer, segments, epoch)"
        " VALUES (1, ?1, 1, 1, 1, ?2, 1, ?3, ?4, ?5, ?6, 0, 1, 1)");
    advance_run = prepared(
        "UPDATE run SET state = ?2, ended = ?3, operations = ?4, credits = ?5, transfer = ?6, segments = ?7"
        " WHERE organization = 1 AND id = ?1 AND epoch = 1");
    insert_segment = prepared("INSERT INTO segment VALUES (1, ?1, ?2, ?2, ?3, ?4, ?5)");
    insert_line = prepared("INSERT INTO charge_line VALUES (1, ?1, '2026-11-22', 1, ?2, 'util:SetVariable2', ?3, 'operation', '2026-01-01', 1, 100, ?4, 0, 0, ?5)");
    post = prepared("INSERT INTO posting VALUES (1, ?1, ?2, 1, ?3, ?4)");
    unpost = prepared("DELETE FROM posting WHERE organization = 1 AND run = ?1");
    burn = prepared("UPDATE lot SET used = used + ?1 WHERE organization = 1 AND id = 1");
    roll_up = prepared(
        "INSERT INTO usage VALUES (?1, 1, ?2, 1, ?3, 'util:SetVariable2', ?4, 1, 1, ?5, ?6, ?7, ?8) ON CONFLICT DO UPDATE SET"
        " operations = operations + excluded.operations, credits = credits + excluded.credits, transfer = transfer + excluded.transfer,"
        " runs = runs + excluded.runs");
}

static void done(sqlite3_stmt *statement) {
    check(sqlite3_step(statement), "write");
    sqlite3_reset(statement);
}

static int64_t commits;

static void commit(void) {
    sql("COMMIT");
    commits++;
}

// MARK: One run's rows

static int64_t milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void make_id(char id[33], int64_t number) {
    snprintf(id, 33, "%012llx%020llx", (unsigned long long)milliseconds(), (unsigned long long)number);
}

// Bytes that do not repeat, as bundles do not: what is written is what a run would write.
static unsigned char content[4096];

static void fill_content(void) {
    uint64_t state = 88172645463325252ull;
    for (size_t i = 0; i < sizeof content; i++) {
        state ^= state << 13, state ^= state >> 7, state ^= state << 17;
        content[i] = (unsigned char)(' ' + state % 90);
    }
}

static void write_run(const char *id, int state, int64_t now, int ended, int operations) {
    sqlite3_bind_text(insert_run, 1, id, 32, SQLITE_STATIC);
    sqlite3_bind_int(insert_run, 2, state);
    sqlite3_bind_int64(insert_run, 3, now);
    if (ended) sqlite3_bind_int64(insert_run, 4, now);
    else sqlite3_bind_null(insert_run, 4);
    sqlite3_bind_int(insert_run, 5, operations);
    sqlite3_bind_int(insert_run, 6, operations * 100);
    done(insert_run);
}

// Totals after `sequence` commits of one operation each.
static void write_advance(const char *id, int state, int64_t now, int operations, int transfer) {
    sqlite3_bind_text(advance_run, 1, id, 32, SQLITE_STATIC);
    sqlite3_bind_int(advance_run, 2, state);
    if (state == 1) sqlite3_bind_null(advance_run, 3);
    else sqlite3_bind_int64(advance_run, 3, now);
    sqlite3_bind_int(advance_run, 4, operations);
    sqlite3_bind_int(advance_run, 5, operations * 100);
    sqlite3_bind_int(advance_run, 6, transfer);
    sqlite3_bind_int(advance_run, 7, operations);
    done(advance_run);
}

// The index of a segment, some 30 bytes an operation, and the bundles.
static void write_segment(const char *id, int sequence, int count, int bytes) {
    sqlite3_bind_text(insert_segment, 1, id, 32, SQLITE_STATIC);
    sqlite3_bind_int(insert_segment, 2, sequence);
    sqlite3_bind_int(insert_segment, 3, count);
    sqlite3_bind_blob(insert_segment, 4, content, 30 * count, SQLITE_STATIC);
    sqlite3_bind_blob(insert_segment, 5, content + sequence * 64, bytes - 30 * count, SQLITE_STATIC);
    done(insert_segment);
}

// The trigger's line and one for each module.
static void write_lines(const char *id, int transfer) {
    for (int module = 1; module <= MODULES + 1; module++) {
        sqlite3_bind_text(insert_line, 1, id, 32, SQLITE_STATIC);
        sqlite3_bind_int(insert_line, 2, module);
        sqlite3_bind_int(insert_line, 3, module == 1 ? 1 : 3);
        sqlite3_bind_int(insert_line, 4, module == 1 ? 0 : transfer);
        sqlite3_bind_int(insert_line, 5, module);
        done(insert_line);
    }
}

static void write_posting(const char *id, int sequence, int64_t now, int operations) {
    sqlite3_bind_text(post, 1, id, 32, SQLITE_STATIC);
    sqlite3_bind_int(post, 2, sequence);
    sqlite3_bind_int(post, 3, operations * 100);
    sqlite3_bind_int64(post, 4, now);
    done(post);
}

// A run's postings become one when it ends.
static void merge_postings(const char *id, int64_t now, int operations) {
    sqlite3_bind_text(unpost, 1, id, 32, SQLITE_STATIC);
    done(unpost);
    write_posting(id, 0, now, operations);
}

// What a commit adds up, written once whatever the number of runs in it.
static struct { int operations[MODULES + 2], transfer[MODULES + 2], runs; } sums;

static void charge(int module, int transfer) {
    sums.operations[module]++;
    sums.transfer[module] += transfer;
}

static void write_sums(int64_t now) {
    int total = 0, moved = 0;
    for (int module = 1; module <= MODULES + 1; module++) total += sums.operations[module], moved += sums.transfer[module];
    if (total == 0 && sums.runs == 0) return;
    sqlite3_bind_int(burn, 1, total * 100);
    done(burn);
    // Period and day by module; a quarter of an hour by scenario.
    for (int grain = 1; grain <= 3; grain++) {
        for (int module = 1; module <= MODULES + 1; module++) {
            int by_scenario = grain == 3, operations = by_scenario ? total : sums.operations[module];
            if (operations == 0 || (by_scenario && module > 1)) continue;
            sqlite3_bind_int(roll_up, 1, grain);
            sqlite3_bind_int64(roll_up, 2, grain == 1 ? 1 : now / (grain == 2 ? 86400000 : 900000));
            sqlite3_bind_int(roll_up, 3, by_scenario ? 0 : module);
            sqlite3_bind_int(roll_up, 4, by_scenario ? 0 : module == 1 ? 1 : 3);
            sqlite3_bind_int(roll_up, 5, operations);
            sqlite3_bind_int(roll_up, 6, operations * 100);
            sqlite3_bind_int(roll_up, 7, by_scenario ? moved : sums.transfer[module]);
            sqlite3_bind_int(roll_up, 8, by_scenario ? sums.runs : 0);
            done(roll_up);
        }
    }
    memset(&sums, 0, sizeof sums);
}

// MARK: The workloads

static void run_pure(int runs, int in_flight) {
    char id[33];
    for (int start = 0; start < runs; start += in_flight) {
        int64_t now = milliseconds();
        sql("BEGIN IMMEDIATE");
        for (int number = start; number < runs && number < start + in_flight; number++) {
            make_id(id, number);
            write_run(id, 2, now, 1, MODULES + 1);
            write_segment(id, 0, MODULES + 1, PURE_SEGMENT);
            write_lines(id, 0);
            write_posting(id, 0, now, MODULES + 1);
            for (int module = 1; module <= MODULES + 1; module++) charge(module, 0);
            sums.runs++;
        }
        write_sums(now);
        commit();
    }
}

struct effect_run {
    char id[33];
    int socket, effect;
};

static int connect_to(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
    must(fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0, "connect to the peer");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return fd;
}

static void request(const struct effect_run *run) {
    char text[512];
    int length = snprintf(text, sizeof text,
        "POST /effect/%d HTTP/1.1\r\nhost: 127.0.0.1\r\nidempotency-key: %s-%d\r\ncontent-type: application/json\r\ncontent-length: 15\r\n\r\n{\"value\":12345}",
        run->effect, run->id, run->effect);
    must(send(run->socket, text, (size_t)length, MSG_NOSIGNAL) == length, "send to the peer");
}

static void begin_effect_run(struct effect_run *run, int64_t number, int64_t now) {
    make_id(run->id, number);
    run->effect = 1;
    write_run(run->id, 1, now, 0, 1);
    write_segment(run->id, 0, 1, EFFECT_SEGMENT);
    write_posting(run->id, 0, now, 1);
    charge(1, 0);
}

static void finish_effect(struct effect_run *run, int64_t now) {
    int transfer = 15 + 11, ends = run->effect == MODULES;
    write_segment(run->id, run->effect, 1, EFFECT_SEGMENT);
    write_advance(run->id, ends ? 2 : 1, now, run->effect + 1, run->effect * transfer);
    charge(run->effect + 1, transfer);
    if (!ends) {
        write_posting(run->id, run->effect, now, 1);
        return;
    }
    merge_postings(run->id, now, MODULES + 1);
    write_lines(run->id, transfer);
    sums.runs++;
}

static void run_effects(int runs, int in_flight, int port) {
    static struct effect_run all[MAX_IN_FLIGHT];
    struct epoll_event event, ready[MAX_IN_FLIGHT];
    int poll = epoll_create1(EPOLL_CLOEXEC), begun = 0, ended = 0, active = in_flight < runs ? in_flight : runs;
    char answer[1024];
    sql("BEGIN IMMEDIATE");
    for (int i = 0; i < active; i++) {
        all[i].socket = connect_to(port);
        event = (struct epoll_event){.events = EPOLLIN, .data.u32 = (uint32_t)i};
        must(epoll_ctl(poll, EPOLL_CTL_ADD, all[i].socket, &event) == 0, "epoll_ctl");
        begin_effect_run(&all[i], begun++, milliseconds());
    }
    write_sums(milliseconds());
    commit();
    for (int i = 0; i < active; i++) request(&all[i]);
    while (ended < runs) {
        // All answers that came while the last commit was written go into the next one.
        int count = epoll_wait(poll, ready, MAX_IN_FLIGHT, -1);
        int64_t now = milliseconds();
        sql("BEGIN IMMEDIATE");
        for (int i = 0; i < count; i++) {
            struct effect_run *run = &all[ready[i].data.u32];
            must(recv(run->socket, answer, sizeof answer, 0) > 0, "receive from the peer");
            finish_effect(run, now);
            if (run->effect++ < MODULES) continue;
            ended++;
            if (begun < runs) begin_effect_run(run, begun++, now);
        }
        write_sums(now);
        commit();
        for (int i = 0; i < count; i++)
            if (all[ready[i].data.u32].effect <= MODULES) request(&all[ready[i].data.u32]);
    }
    for (int i = 0; i < active; i++) close(all[i].socket);
    close(poll);
}

// MARK: Measuring

struct figures {
    double runs_per_second, cpu_milliseconds;
    int64_t commits;
};

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double cpu_seconds(void) {
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) + (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
}

static struct figures measure(const char *folder, const char *name, int runs, int in_flight, int port) {
    char path[PATH_MAX];
    must(snprintf(path, sizeof path, "%s/%s.sqlite", folder, name) < (int)sizeof path, "the folder's name is too long");
    open_database(path);
    commits = 0;
    double wall = seconds(), cpu = cpu_seconds();
    if (strcmp(name, "pure") == 0) run_pure(runs, in_flight);
    else run_effects(runs, in_flight, port);
    wall = seconds() - wall, cpu = cpu_seconds() - cpu;
    sqlite3_stmt *all[] = {insert_run, advance_run, insert_segment, insert_line, post, unpost, burn, roll_up};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) sqlite3_finalize(all[i]);
    check(sqlite3_close(db), "close");
    return (struct figures){runs / wall, cpu * 1000 / runs, commits};
}

int main(int count, char **arguments) {
    const char *folder = NULL, *workload = "both";
    int runs = 0, in_flight = 64, port = 0;
    for (int i = 1; i + 1 < count; i += 2) {
        const char *name = arguments[i], *value = arguments[i + 1];
        if (strcmp(name, "--data") == 0) folder = value;
        else if (strcmp(name, "--runs") == 0) runs = atoi(value);
        else if (strcmp(name, "--in-flight") == 0) in_flight = atoi(value);
        else if (strcmp(name, "--workload") == 0) workload = value;
        else if (strcmp(name, "--peer-port") == 0) port = atoi(value);
        else if (strcmp(name, "--peer") == 0) peer_run(atoi(value));
        else count = 0;
    }
    if (count % 2 == 0 || in_flight < 1 || in_flight > MAX_IN_FLIGHT) {
        fprintf(stderr, "usage: floor [--data DIR] [--runs N] [--in-flight 1...%d] [--workload pure|effects|both] [--peer-port PORT] | --peer PORT\n", MAX_IN_FLIGHT);
        return 64;
    }
    char own[] = "./floor-XXXXXX";
    if (!folder) must((folder = mkdtemp(own)) != NULL, "temporary folder");
    fill_content();
    struct figures pure = {0}, effects = {0};
    if (strcmp(workload, "effects") != 0) pure = measure(folder, "pure", runs ? runs : 20000, in_flight, 0);
    if (strcmp(workload, "pure") != 0) {
        struct peer peer = {.port = port};
        if (!port) peer = peer_start();
        effects = measure(folder, "effects", runs ? runs : 4000, in_flight, peer.port);
        if (!port) peer_stop(peer);
    }
    printf("{\"sqlite\":\"%s\",\"inFlight\":%d,\"pureRunsPerSecond\":%.1f,\"cpuMillisecondsPerRun\":%.4f,\"pureCommits\":%lld,"
           "\"effectRunsPerSecond\":%.1f,\"effectCpuMillisecondsPerRun\":%.4f,\"effectCommits\":%lld}\n",
        sqlite3_libversion(), in_flight, pure.runs_per_second, pure.cpu_milliseconds, (long long)pure.commits,
        effects.runs_per_second, effects.cpu_milliseconds, (long long)effects.commits);
    return 0;
}
