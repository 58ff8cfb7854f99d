#include "CLibPQ.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

typedef void (*notice_processor)(void *argument, const char *message);

// Name, result, parameters of each function of the table.
#define FUNCTIONS(F)                                                                                                       \
    F(connectdbParams, PGconn *, (const char *const *, const char *const *, int))                                          \
    F(finish, void, (PGconn *))                                                                                            \
    F(status, int, (const PGconn *))                                                                                       \
    F(transactionStatus, int, (const PGconn *))                                                                            \
    F(errorMessage, char *, (const PGconn *))                                                                              \
    F(setNoticeProcessor, notice_processor, (PGconn *, notice_processor, void *))                                          \
    F(exec, PGresult *, (PGconn *, const char *))                                                                          \
    F(prepare, PGresult *, (PGconn *, const char *, const char *, int, const unsigned int *))                              \
    F(execPrepared, PGresult *, (PGconn *, const char *, int, const char *const *, const int *, const int *, int))         \
    F(sendQueryPrepared, int, (PGconn *, const char *, int, const char *const *, const int *, const int *, int))           \
    F(getResult, PGresult *, (PGconn *))                                                                                   \
    F(enterPipelineMode, int, (PGconn *))                                                                                  \
    F(exitPipelineMode, int, (PGconn *))                                                                                   \
    F(pipelineSync, int, (PGconn *))                                                                                       \
    F(resultStatus, int, (const PGresult *))                                                                               \
    F(resultErrorField, char *, (const PGresult *, int))                                                                   \
    F(cmdStatus, char *, (PGresult *))                                                                                     \
    F(cmdTuples, char *, (PGresult *))                                                                                     \
    F(ntuples, int, (const PGresult *))                                                                                    \
    F(nfields, int, (const PGresult *))                                                                                    \
    F(ftype, unsigned int, (const PGresult *, int))                                                                        \
    F(getisnull, int, (const PGresult *, int, int))                                                                        \
    F(getlength, int, (const PGresult *, int, int))                                                                        \
    F(getvalue, char *, (const PGresult *, int, int))                                                                      \
    F(clear, void, (PGresult *))

#define POINTER(name, result, parameters) result(*name) parameters;
static struct {
    FUNCTIONS(POINTER)
} pq;

static char problem[512];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    void *library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        snprintf(problem, sizeof problem,
                 "PostgreSQL's client library is not installed (%s). On Debian and Ubuntu: apt install libpq5", dlerror());
        return;
    }
#define FIND(name, result, parameters)                                                                                     \
    *(void **)&pq.name = dlsym(library, "PQ" #name);                                                                       \
    if (pq.name == NULL) {                                                                                                 \
        snprintf(problem, sizeof problem,                                                                                  \
                 "PostgreSQL's client library is too old: it has no PQ" #name ". Version 14 or newer is needed (Debian: libpq5)"); \
        return;                                                                                                            \
    }
    FUNCTIONS(FIND)
}

const char *pq_load(void) {
    pthread_once(&once, load);
    return problem[0] == 0 ? NULL : problem;
}

// libpq would print what the server remarks on standard error.
static void ignore_notice(void *argument, const char *message) {
    (void)argument;
    (void)message;
}

PGconn *pq_connect(const char *settings) {
    // What stands before dbname the settings may override. A peer that vanished without a word is given up after half a
    // minute instead of a quarter of an hour.
    const char *const keywords[] = {"application_name", "connect_timeout", "tcp_user_timeout", "dbname", "client_encoding", NULL};
    const char *const values[] = {"flowmeter", "10", "30000", settings, "UTF8", NULL};
    PGconn *connection = pq.connectdbParams(keywords, values, 1);
    if (connection != NULL) pq.setNoticeProcessor(connection, ignore_notice, NULL);
    return connection;
}

void pq_finish(PGconn *connection) { pq.finish(connection); }
int pq_status(const PGconn *connection) { return pq.status(connection); }
int pq_transaction_status(const PGconn *connection) { return pq.transactionStatus(connection); }
const char *pq_error_message(const PGconn *connection) { return pq.errorMessage(connection); }

PGresult *pq_exec(PGconn *connection, const char *text) { return pq.exec(connection, text); }

PGresult *pq_prepare(PGconn *connection, const char *name, const char *text, int count, const unsigned int *types) {
    return pq.prepare(connection, name, text, count, types);
}

PGresult *pq_exec_prepared(PGconn *connection, const char *name, int count, const char *const *values, const int *lengths,
                           const int *formats) {
    return pq.execPrepared(connection, name, count, values, lengths, formats, 1);
}

int pq_send_prepared(PGconn *connection, const char *name, int count, const char *const *values, const int *lengths,
                     const int *formats) {
    return pq.sendQueryPrepared(connection, name, count, values, lengths, formats, 1);
}

PGresult *pq_next_result(PGconn *connection) { return pq.getResult(connection); }
int pq_enter_pipeline(PGconn *connection) { return pq.enterPipelineMode(connection); }
int pq_exit_pipeline(PGconn *connection) { return pq.exitPipelineMode(connection); }
int pq_pipeline_sync(PGconn *connection) { return pq.pipelineSync(connection); }

int pq_result_status(const PGresult *result) { return pq.resultStatus(result); }
const char *pq_result_sqlstate(const PGresult *result) { return pq.resultErrorField(result, 'C'); }
const char *pq_result_severity(const PGresult *result) { return pq.resultErrorField(result, 'V'); }
const char *pq_result_message(const PGresult *result) { return pq.resultErrorField(result, 'M'); }
const char *pq_result_command(PGresult *result) { return pq.cmdStatus(result); }
const char *pq_result_changed(PGresult *result) { return pq.cmdTuples(result); }
int pq_row_count(const PGresult *result) { return pq.ntuples(result); }
int pq_column_count(const PGresult *result) { return pq.nfields(result); }
unsigned int pq_column_type(const PGresult *result, int column) { return pq.ftype(result, column); }
int pq_is_null(const PGresult *result, int row, int column) { return pq.getisnull(result, row, column); }
int pq_length(const PGresult *result, int row, int column) { return pq.getlength(result, row, column); }
const char *pq_value(const PGresult *result, int row, int column) { return pq.getvalue(result, row, column); }
void pq_clear(PGresult *result) { pq.clear(result); }
